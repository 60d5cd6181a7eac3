"""Addresses of the portfolio app."""

from django.urls import path

from wirwissen.course.portfolio import views

app_name = "portfolio"
urlpatterns = [
    path("portfolio/", views.own, name="own"),
    path("leitung/menschen/<slug:pk>/portfolio/", views.participant, name="participant"),
    path("leitung/menschen/<slug:pk>/portfolio/stand/", views.state, name="state"),
    path("leitung/menschen/<slug:pk>/portfolio/gelesen/", views.read, name="read"),
    path("leitung/menschen/<slug:pk>/praesentation/", views.presentation, name="presentation"),
    path("leitung/menschen/<slug:pk>/eignung/", views.suitability, name="suitability"),
    path("leitung/menschen/<slug:pk>/zahlungen/", views.payments, name="payments"),
]
