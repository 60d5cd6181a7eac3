"""Addresses of the internships app."""

from django.urls import path

from wirwissen.course.internships import views

app_name = "internships"
urlpatterns = [
    path("praktikum/", views.own, name="own"),
    path("praktikum/<int:no>/neu/", views.new, name="new"),
    path("praktikum/stelle/<slug:pk>/", views.change, name="change"),
    path("praktikum/stelle/<slug:pk>/link/", views.link, name="link"),
    path("praktikum/stelle/<slug:pk>/blatt/", views.sheet, name="sheet"),
    path("praktikum/stelle/<slug:pk>/zurueck/", views.withdraw, name="withdraw"),
    path("praktikum/<int:no>/bericht/", views.report, name="report"),
    path("praktikum/rolle/", views.role, name="role"),
    path("praktikum/bestaetigen/<str:token>/", views.confirm, name="confirm"),
    path("leitung/menschen/<slug:pk>/praktikum/", views.participant, name="participant"),
    path("leitung/menschen/<slug:pk>/praktikum/<int:no>/neu/", views.new_for, name="new_for"),
    path(
        "leitung/menschen/<slug:pk>/praktikum/<int:no>/bericht/", views.report_for,
        name="report_for",
    ),
    path("leitung/stelle/<slug:pk>/papier/", views.paper, name="paper"),
    path("leitung/stelle/<slug:pk>/ausnahme/", views.override, name="override"),
]  # fmt: skip
