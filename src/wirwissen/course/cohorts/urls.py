"""Addresses of the cohorts. Neutral words: an address says nothing about a person."""

from django.urls import path

from wirwissen.course.cohorts.views import (
    cohorts,
    grid,
    objections,
    own,
    people,
    person,
    sheets,
    timetable,
    trainers,
)

app_name = "cohorts"
urlpatterns = [
    path("kurs/", own.own, name="own"),
    path("kurs/<str:pk>/", own.own_course, name="own_course"),
    path("kurs/<str:pk>/einspruch/<str:session>/", objections.objection, name="objection"),
    path("leitung/kurse/", cohorts.cohorts, name="cohorts"),
    path("leitung/kurse/neu/", cohorts.cohort_new, name="cohort_new"),
    path("leitung/kurse/<str:pk>/", cohorts.cohort, name="cohort"),
    path("leitung/kurse/<str:pk>/bearbeiten/", cohorts.cohort_edit, name="cohort_edit"),
    path("leitung/kurse/<str:pk>/verlauf/", cohorts.ledger, name="ledger"),
    path("leitung/kurse/<str:pk>/menschen/", people.people, name="people"),
    path("leitung/kurse/<str:pk>/menschen/aufnehmen/", people.take_in, name="take_in"),
    path("leitung/kurse/<str:pk>/menschen/neu/", people.person_new, name="person_new"),
    path("leitung/kurse/<str:pk>/plan/", timetable.timetable, name="timetable"),
    path("leitung/kurse/<str:pk>/plan/modul/", timetable.weekend_new, name="weekend_new"),
    path("leitung/kurse/<str:pk>/plan/termin/", timetable.session_new, name="session_new"),
    path("leitung/kurse/<str:pk>/module/<str:part>/", grid.module_grid, name="module_grid"),
    path("leitung/kurse/<str:pk>/module/<str:part>/liste/", grid.module_list, name="module_list"),
    path("leitung/termine/<str:pk>/", sheets.sheet, name="sheet"),
    path("leitung/termine/<str:pk>/liste/", sheets.sheet_list, name="sheet_list"),
    path("leitung/termine/<str:pk>/verlauf/", sheets.history, name="history"),
    path("leitung/termine/<str:pk>/aendern/", timetable.session_edit, name="session_edit"),
    path("leitung/termine/<str:pk>/absagen/", timetable.session_cancel, name="session_cancel"),
    path("leitung/termine/<str:pk>/verlegen/", timetable.session_move, name="session_move"),
    path("leitung/einsprueche/<str:pk>/", objections.answer, name="answer"),
    path("leitung/menschen/<str:pk>/", person.participant, name="participant"),
    path("leitung/menschen/<str:pk>/name/", person.name, name="name"),
    path("leitung/menschen/<str:pk>/stand/", person.standing, name="standing"),
    path("leitung/menschen/<str:pk>/frist/", person.extension, name="extension"),
    path("leitung/menschen/<str:pk>/wechsel/", person.switch, name="switch"),
    path("leitung/menschen/<str:pk>/nachholen/", person.makeup_new, name="makeup_new"),
    path("leitung/nachholungen/<str:pk>/", person.makeup, name="makeup"),
    path("leitung/team/", trainers.trainers, name="trainers"),
    path("leitung/team/neu/", trainers.trainer_new, name="trainer_new"),
    path("leitung/team/<str:pk>/", trainers.trainer, name="trainer"),
]
