"""Addresses of the orga's papers."""

from django.urls import path

from wirwissen.network.papers import views

app_name = "papers"
urlpatterns = [
    path("orga/papiere/", views.papers, name="papers"),
    path("orga/papiere/<slug:slug>/", views.paper, name="paper"),
]
