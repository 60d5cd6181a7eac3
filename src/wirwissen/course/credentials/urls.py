"""Addresses of the credentials app."""

from django.urls import path

from wirwissen.course.credentials import views

app_name = "credentials"
urlpatterns = [
    path("was-fehlt-noch/", views.own, name="own"),
    path("was-fehlt-noch/lernakte.json", views.own_record, name="own_record"),
    path("papiere/", views.papers, name="papers"),
    path("papiere/titel/", views.title, name="title"),
    path("papiere/bescheinigung/", views.own_confirmation, name="own_confirmation"),
    path("papiere/links/<slug:pk>/beenden/", views.take_back_link, name="take_back_link"),
    path("papiere/<slug:pk>/zeigen/", views.link, name="link"),
    path("papiere/<slug:pk>/", views.download, name="download"),
    path("zeigen/<str:token>/", views.shown, name="shown"),
    path("pruefen/", views.verify, name="verify"),
    path("pruefen/<path:number>/", views.verify, name="verify_number"),
    path("leitung/kurse/<slug:pk>/abschluss/", views.closing, name="closing"),
    path("leitung/kurse/<slug:pk>/abschluss/vorschlag/", views.propose_all, name="propose_all"),
    path("leitung/menschen/<slug:pk>/was-fehlt-noch/", views.participant, name="participant"),
    path("leitung/menschen/<slug:pk>/lernakte.json", views.record, name="record"),
    path("leitung/menschen/<slug:pk>/lernakte/", views.record_import, name="record_import"),
    path("leitung/menschen/<slug:pk>/bescheinigung/", views.confirmation, name="confirmation"),
    path("leitung/menschen/<slug:pk>/vorschlag/", views.propose, name="propose"),
    path("leitung/freigaben/", views.releases, name="releases"),
    path("leitung/freigaben/<slug:pk>/", views.release, name="release"),
    path("leitung/dachverband/", views.umbrella, name="umbrella"),
    path("leitung/dachverband/<slug:pk>/", views.umbrella_step, name="umbrella_step"),
    path("leitung/papiere/<slug:pk>/zweitschrift/", views.duplicate, name="duplicate"),
    path("leitung/zweitschriften/<slug:pk>/", views.duplicate_file, name="duplicate_file"),
    path("leitung/papiere/<slug:pk>/beenden/", views.end, name="end"),
]
