"""Addresses of the programme app: public pages and the office's."""

from django.urls import path

from wirwissen.course.programme.views import public
from wirwissen.course.programme.views.office import hub, offers, programmes, versions

app_name = "programme"

urlpatterns = [
    path("kurse/", public.catalogue, name="catalogue"),
    path("kurse/anderswo/", public.elsewhere, name="elsewhere"),
    path("kurse/<slug:slug>/", public.offer, name="offer"),
    path("buero/", hub.office, name="office"),
    path("buero/verzeichnis/", hub.published, name="directory"),
    path("buero/programme/", programmes.programmes, name="programmes"),
    path("buero/programme/neu/", programmes.programme_new, name="programme_new"),
    path("buero/programme/fassung/<str:version_id>/", versions.version, name="version"),
    path(
        "buero/programme/fassung/<str:version_id>/bearbeiten/", versions.version_edit,
        name="version_edit",
    ),
    path(
        "buero/programme/<str:programme_id>/titel/", programmes.programme_title,
        name="programme_title",
    ),
    path("buero/programme/<str:programme_id>/neu/", programmes.version_new, name="version_new"),
    path(
        "buero/programme/<str:programme_id>/von-hand/", versions.version_by_hand,
        name="version_by_hand",
    ),
    path("buero/angebote/", offers.offers, name="offers"),
    path("buero/angebote/neu/", offers.offer_new, name="offer_new"),
    path("buero/angebote/<str:offer_id>/", offers.offer_office, name="offer_office"),
    path("buero/angebote/<str:offer_id>/bearbeiten/", offers.offer_edit, name="offer_edit"),
    path(
        "buero/angebote/<str:offer_id>/veroeffentlichen/", offers.offer_publish,
        name="offer_publish",
    ),
    path("buero/angebote/<str:offer_id>/beenden/", offers.offer_close, name="offer_close"),
]  # fmt: skip
