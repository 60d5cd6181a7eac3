"""Addresses of the selection half."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
