"""Addresses of the privacy pages: neutral, without ids."""

from django.urls import path

from wirwissen.foundation.privacy import views

app_name = "privacy"
urlpatterns = [
    path("meine-daten/", views.own, name="own"),
    path("meine-daten/gelesen/", views.readings, name="readings"),
    path("meine-daten/mitnehmen/", views.copy, name="copy"),
    path("meine-daten/loeschen/", views.erase, name="erase"),
    path("meine-daten/bereich/<slug:slug>/", views.part, name="part"),
    path("geloescht/", views.erased, name="erased"),
]
