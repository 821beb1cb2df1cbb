"""Which page of complainants is where."""

from django.urls import path

from disclosures.portals.complainants import acts, following, rights, start, walk

urlpatterns = [
    path("complain/", start.start, name="complain"),
    path("complain/join/", start.join, name="complain-join"),
    path("rights/", rights.overview, name="rights"),
    path("rights/new/", rights.register, name="right-new"),
    path("rights/<str:reference>/", rights.show, name="right"),
    path("rights/<str:reference>/files/", rights.send_files, name="right-files"),
    path("rights/<str:reference>/files/<uuid:file_id>/", rights.take_back, name="right-file"),
    path("rights/<str:reference>/files/<uuid:file_id>/open/", rights.open_again, name="right-file-open"),
    path("rights/<str:reference>/withdraw/", rights.withdraw, name="right-withdraw"),
    path("complaints/", following.overview, name="complaints"),
    path("complaints/new/", walk.begin, name="complaint-new"),
    path("complaints/drafts/<str:reference>/", walk.task_list, name="grievance"),
    path("complaints/drafts/<str:reference>/task/<slug:task>/", walk.do, name="grievance-task"),
    path("complaints/drafts/<str:reference>/files/", walk.send_files, name="grievance-files"),
    path("complaints/drafts/<str:reference>/files/all/", walk.all_sent, name="grievance-all-sent"),
    path("complaints/drafts/<str:reference>/files/<uuid:file_id>/", walk.take_back, name="grievance-file"),
    path("complaints/drafts/<str:reference>/files/<uuid:file_id>/open/", walk.open_again, name="grievance-file-open"),
    path("complaints/drafts/<str:reference>/check/", walk.check, name="grievance-check"),
    path("complaints/drafts/<str:reference>/drop/", walk.drop, name="grievance-drop"),
    path("complaints/<str:reference>/", following.show, name="complaint"),
    path("complaints/<str:reference>/filed/", following.filed, name="complaint-filed"),
    path("complaints/<str:reference>/receipt.pdf", following.receipt, name="complaint-receipt"),
    path("complaints/<str:reference>/files/", following.send_files, name="complaint-files"),
    path("complaints/<str:reference>/files/<uuid:file_id>/open/", following.open_again, name="complaint-file-open"),
    path("complaints/<str:reference>/do/<slug:verb>/", acts.act, name="complaint-act"),
]
