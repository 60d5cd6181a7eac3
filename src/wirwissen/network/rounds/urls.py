"""Addresses of rounds."""

from django.urls import path

from wirwissen.network.rounds import views

app_name = "rounds"
urlpatterns = [
    path("runden/", views.rounds, name="rounds"),
    path("runden/leiten/", views.led, name="led"),
    path("runden/leiten/neu/", views.new, name="new"),
    path("runden/leiten/<str:pk>/", views.room, name="room"),
    path("runden/leiten/<str:pk>/heft/", views.upload, name="upload"),
    path("runden/leiten/<str:pk>/absagen/", views.cancel, name="cancel"),
    path("runden/<str:pk>/", views.one, name="round"),
    path("runden/<str:pk>/heft/", views.workbook, name="workbook"),
]
