"""Addresses of the groups app."""

from django.urls import path

from wirwissen.network.groups import views

app_name = "groups"
urlpatterns = [path("", views.group, name="group")]
