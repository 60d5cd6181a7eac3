"""Addresses of the selection half."""

from django.urls import path

from wirwissen.course.admissions.views import outbox, places, reading, selection

urlpatterns = [
    path("auswahl/", selection.selection, name="selection"),
    path("auswahl/<str:pk>/", reading.dossier, name="dossier"),
    path("auswahl/<str:pk>/erklaerung/", reading.declare, name="declare"),
    path("auswahl/<str:pk>/teil/<str:name>/", reading.dossier, name="dossier_part"),
    path("buero/auswahl/<str:pk>/", selection.readers_office, name="readers_office"),
    path(
        "buero/auswahl/person/<str:pk>/abberufen/",
        selection.reader_dismiss,
        name="reader_dismiss",
    ),
    path("buero/auswahl/dritte/<str:pk>/", selection.third_reader, name="third_reader"),
    path("buero/antworten/", outbox.outbox, name="outbox"),
    path("buero/antworten/<str:pk>/vorbereiten/", outbox.prepare, name="prepare"),
    path("buero/antworten/<str:pk>/zuruecknehmen/", outbox.take_back, name="take_back"),
    path("buero/antworten/<str:pk>/nach-oben/", outbox.rank_up, name="rank_up"),
    path("buero/antworten/<str:pk>/freigeben/", outbox.release, name="release"),
    path("buero/antworten/<str:pk>/briefe/", outbox.letters, name="letters"),
    path("buero/antworten/<str:pk>/plaetze/", places.answered, name="answered"),
    path("buero/antworten/<str:pk>/nachruecken/", places.move_up, name="move_up"),
    path("buero/antworten/<str:pk>/platz/", places.place_office, name="place_office"),
    path("bewerbung/<str:pk>/platz/", places.place, name="place"),
    path("bewerbung/<str:pk>/platz/absagen/", places.place_decline, name="place_decline"),
]
