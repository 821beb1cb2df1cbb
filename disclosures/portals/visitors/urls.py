"""Which public page is where."""

from django.urls import path

from disclosures.portals.visitors import certificate_key, gpc, help_pages, policy, transparency

urlpatterns = [
    path("policy/", policy.overview, name="policy"),
    path("policy/<str:document>/", policy.current, name="policy-current"),
    path("policy/<str:document>/<int:number>/", policy.version, name="policy-version"),
    path("policy/<str:document>/<int:number>/changes/<int:older>/", policy.changes, name="policy-changes"),
    path("transparency/", transparency.show, name="transparency"),
    path("help/", help_pages.overview, name="help"),
    path("help/<slug:group>/", help_pages.show, name="help-group"),
    path("certificate-key/", certificate_key.show, name="certificate-key"),
    path("certificate-key/key.pem", certificate_key.key, name="certificate-key-file"),
    path("certificate-key/verify_package.py", certificate_key.program, name="certificate-program"),
    path(".well-known/gpc.json", gpc.support, name="gpc"),
]
