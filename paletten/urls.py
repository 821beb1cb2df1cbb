"""Which address leads where."""

from django.contrib import admin
from django.templatetags.static import static
from django.urls import include, path, register_converter
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularAPIView

from accounts.cookies import pages as cookies
from paletten.shell import home, language
from paletten.start import api_docs, health, pages


class MailName:
    """The name of a mail's file without its ending: no dot at the start, no slash."""

    regex = r"[0-9A-Za-z][0-9A-Za-z.-]{0,120}"

    def to_python(self, value: str) -> str:
        """Return the name as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Return the name as it is."""
        return value


register_converter(MailName, "mail")

urlpatterns = [
    path("", pages.show_start, name="start"),
    path("favicon.ico", RedirectView.as_view(url=static("paletten/icon.svg"))),  # asked for by pages that name none
    path("language/", language.choose, name="language"),
    path("cookies/", cookies.show, name="cookies"),
    path("cookies/choose/", cookies.choose, name="cookies-choose"),
    path("", include("disclosures.portals.visitors.urls")),
    path("me/", include("disclosures.portals.members.urls")),
    path("requests/", include("disclosures.portals.requests.urls")),
    path("", include("disclosures.portals.complainants.urls")),
    path("received/", include("disclosures.portals.recipients.urls")),
    path("", include("disclosures.portals.authorities.urls")),
    path("", include("disclosures.portals.partners.urls")),
    path("staff/", include("disclosures.portals.staff.urls")),
    path("audit/", include("disclosures.portals.auditors.urls")),
    path("home/", home.lead_home, name="home"),
    path("account/", include("accounts.sign_in.urls")),
    path("mails/", pages.list_mails, name="mails"),
    path("mails/<mail:name>/", pages.show_mail, name="mail"),
    # Signing in to the admin, out of it, and changing the password there are the desk's own.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/", admin.site.urls),
    path("api/v1/health/live", health.Live.as_view(), name="live"),
    path("api/v1/health/ready", health.Ready.as_view(), name="ready"),
    path("api/v1/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/v1/docs/", api_docs.ApiDocs.as_view(), name="docs"),
    path("api/v1/", include("disclosures.api.urls")),
]
handler400 = "paletten.shell.problems.show_bad_request"
handler403 = "paletten.shell.problems.show_not_permitted"
handler404 = "paletten.shell.problems.show_not_found"
handler500 = "paletten.shell.problems.show_fault"
handler429 = "paletten.shell.problems.show_too_many"
