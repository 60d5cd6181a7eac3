"""Addresses of the meetings app: none tells what this is about."""

from django.urls import path

from wirwissen.network.meetings.views import afterwards, dates, door, orga, plan, times, topics

app_name = "meetings"
urlpatterns = [
    path("zeiten/", times.times, name="times"),
    path("zeiten/gespeichert/", times.times_kept, name="times_kept"),
    path("zeiten/leeren/", times.times_forget, name="times_forget"),
    path("termine/", dates.dates, name="dates"),
    path("termine/termine.ics", dates.calendar, name="calendar"),
    path("termine/<str:pk>/", dates.meeting, name="meeting"),
    path("termine/<str:pk>/antwort/", dates.answer, name="answer"),
    path("termine/<str:pk>/uebernehmen/", dates.take, name="take"),
    path("termine/<str:pk>/abgeben/", dates.give, name="give"),
    path("termine/<str:pk>/anbieten/", dates.offer, name="offer"),
    path("termine/<str:pk>/dabei/", door.door, name="door"),
    path("termine/<str:pk>/dabei/<str:token>/", door.ticket, name="ticket"),
    path("termine/<str:pk>/dabei/<str:token>/<str:place>/", door.enter, name="enter"),
    path("termine/<str:pk>/verteilen/", door.draw, name="draw"),
    path("termine/<str:pk>/verteilt/", door.drawn, name="drawn"),
    path("termine/<str:pk>/stichworte/", afterwards.themes, name="themes"),
    path("termine/<str:pk>/weiter/", afterwards.thread, name="thread"),
    path("termine/<str:pk>/weiter/<str:post_pk>/", afterwards.post_back, name="post_back"),
    path("themen/", topics.topics, name="topics"),
    path("themen/neu/", topics.topic_new, name="topic_new"),
    path("themen/danke/", topics.topic_sent, name="topic_sent"),
    path("themen/<str:pk>/stimme/", topics.topic_vote, name="topic_vote"),
    path("themen/<str:pk>/freigeben/", topics.topic_approve, name="topic_approve"),
    path("themen/<str:pk>/entfernen/", topics.topic_drop, name="topic_drop"),
    path("orga/plan/", plan.plan, name="plan"),
    path("orga/plan/<str:pk>/uebernehmen/", plan.plan_take, name="plan_take"),
    path("orga/plan/<str:pk>/zurueck/", plan.plan_back, name="plan_back"),
    path("orga/plan/<str:pk>/freigeben/", plan.plan_publish, name="plan_publish"),
    path("orga/plan/<str:pk>/<int:number>/", plan.plan_day, name="plan_day"),
    path("orga/plan/<str:pk>/<int:number>/waehlen/", plan.plan_choose, name="plan_choose"),
    path("orga/plan/<str:pk>/reihe/<int:number>/", plan.plan_series, name="plan_series"),
    path("orga/termine/neu/", orga.date_new, name="date_new"),
    path("orga/termine/<str:pk>/", orga.date, name="date"),
    path("orga/termine/<str:pk>/fest/", orga.date_fix, name="date_fix"),
    path("orga/termine/<str:pk>/verlegen/", orga.date_move, name="date_move"),
    path("orga/termine/<str:pk>/absagen/", orga.date_cancel, name="date_cancel"),
    path("orga/termine/<str:pk>/halten/", orga.date_hold, name="date_hold"),
    path("orga/termine/<str:pk>/zusammen/", orga.date_merge, name="date_merge"),
    path("orga/termine/<str:pk>/anstoss/", orga.date_input, name="date_input"),
    path("orga/raum/", orga.room, name="room"),
]
