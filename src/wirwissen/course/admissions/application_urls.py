"""Addresses of the application half."""

from django.urls import path

from wirwissen.course.admissions.views import application, beginning, files, office, sections

urlpatterns = [
    path("bewerbung/", application.own, name="own"),
    path("bewerbung/beginnen/", beginning.begin, name="begin"),
    path("bewerbung/beginnen/weiter/", beginning.begin_confirm, name="begin_confirm"),
    path("bewerbung/papier/<str:pk>/", files.paper, name="paper"),
    path("bewerbung/papier/<str:pk>/loeschen/", files.paper_delete, name="paper_delete"),
    path("bewerbung/papier/<str:pk>/beiseite/", files.paper_set_aside, name="paper_set_aside"),
    path("bewerbung/papier/<str:pk>/zurueck/", files.paper_return, name="paper_return"),
    path("bewerbung/<str:pk>/", application.application, name="application"),
    path("bewerbung/<str:pk>/teil/<str:name>/", sections.section, name="section"),
    path("bewerbung/<str:pk>/pruefen/", application.check, name="check"),
    path("bewerbung/<str:pk>/abgeschickt/", application.sent, name="sent"),
    path("bewerbung/<str:pk>/aendern/", application.reopen, name="reopen"),
    path("bewerbung/<str:pk>/zurueckziehen/", application.withdraw, name="withdraw"),
    path("bewerbung/<str:pk>/wer-liest/", application.readers, name="readers"),
    path("buero/bewerbungen/", office.applications_office, name="applications_office"),
    path("buero/bewerbungen/neu/", office.begin_office, name="begin_office"),
    path("buero/bewerbungen/<str:pk>/", office.application_office, name="application_office"),
    path(
        "buero/bewerbungen/<str:pk>/teil/<str:name>/", office.section_office, name="section_office"
    ),
    path("buero/bewerbungen/<str:pk>/bedarf/", office.needs_office, name="needs_office"),
    path("buero/bewerbungen/<str:pk>/abschicken/", office.send_office, name="send_office"),
    path("buero/bewerbungen/<str:pk>/aendern/", office.reopen_office, name="reopen_office"),
    path(
        "buero/bewerbungen/<str:pk>/zurueckziehen/", office.withdraw_office, name="withdraw_office"
    ),
    path("buero/bewerbungen/<str:pk>/brief/", office.letter_office, name="letter_office"),
]
