"""Addresses of the programme app: public pages and the office's."""

from django.urls import path

from wirwissen.course.programme.views import office, public

app_name = "programme"

urlpatterns = [
    path("", public.start, name="start"),
    path("kurse/", public.catalogue, name="catalogue"),
    path("kurse/anderswo/", public.elsewhere, name="elsewhere"),
    path("kurse/<slug:slug>/", public.offer, name="offer"),
    path("buero/", office.office, name="office"),
    path("buero/programme/", office.programmes, name="programmes"),
    path("buero/angebote/", office.offers, name="offers"),
]
