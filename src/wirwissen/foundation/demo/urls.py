"""Addresses of the demo's own pages."""

from django.urls import path

from wirwissen.foundation.demo import views

app_name = "demo"
urlpatterns = [
    path("demo/", views.people, name="people"),
    path("demo/werden/", views.become, name="become"),
    path("demo/mails/", views.mails, name="mails"),
]
