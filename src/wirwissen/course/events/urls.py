"""Addresses of info events. An act link's token is the only thing in one that is not an id."""

from django.urls import path

from wirwissen.course.events.views import door, entitlements, office, public, registrations

app_name = "events"
urlpatterns = [
    path("", public.start, name="start"),
    path("info-termine/", public.book, name="book"),
    path("info-termine/geschrieben/", public.sent, name="sent"),
    path("info-termine/platz/<str:token>/", public.place, name="place"),
    path("buero/info-termine/", office.events_office, name="events_office"),
    path("buero/info-termine/neu/", office.event_new, name="event_new"),
    path("buero/info-termine/<str:pk>/", door.event_office, name="event_office"),
    path("buero/info-termine/<str:pk>/aendern/", office.event_edit, name="event_edit"),
    path("buero/info-termine/<str:pk>/absagen/", office.event_cancel, name="event_cancel"),
    path("buero/info-termine/<str:pk>/liste/", door.door_list, name="door_list"),
    path("buero/info-termine/<str:pk>/nachtragen/", door.door_entry, name="door_entry"),
    path("buero/info-termine/<str:pk>/bedarf/", door.needs, name="needs"),
    path("buero/anmeldungen/<str:pk>/", registrations.registration, name="registration"),
    path("buero/berechtigungen/", entitlements.entitlements, name="entitlements"),
    path("buero/berechtigungen/neu/", entitlements.entitlement_new, name="entitlement_new"),
    path("buero/berechtigungen/<str:pk>/", entitlements.entitlement, name="entitlement"),
    path("buero/berechtigungen/<str:pk>/code/", entitlements.reissue, name="reissue"),
    path("buero/berechtigungen/<str:pk>/brief/", entitlements.letter, name="letter"),
]
