"""Addresses of the application half."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
