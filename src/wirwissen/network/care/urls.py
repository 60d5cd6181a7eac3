"""Addresses of this app: they name no group, no person, and tell nothing."""

from django.urls import path

from wirwissen.network.care.views import apart, cases, deciding, joint, messages, reports

app_name = "care"
urlpatterns = [
    path("abstand/", apart.own, name="apart"),
    path("abstand/angaben/", apart.marks, name="marks"),
    path("abstand/<str:pk>/entfernen/", apart.remove, name="remove"),
    path("anfrage/<str:token>/abstand/", apart.request_marks, name="request_marks"),
    path("frage/<str:pk>/", cases.question, name="question"),
    path("vertrauen/", cases.cases, name="cases"),
    path("vertrauen/<str:pk>/", cases.case, name="case"),
    path("anruf/", joint.contact, name="contact"),
    path("hinweise/", reports.own, name="own_reports"),
    path("hinweise/neu/", reports.new, name="report"),
    path("hinweise/<str:pk>/", reports.side, name="side"),
    path("schreiben/", messages.new, name="message_new"),
    path("schreiben/danke/", messages.sent, name="message_sent"),
    path("orga/geschrieben/", messages.messages, name="messages"),
    path("orga/geschrieben/<str:pk>/", messages.message, name="message"),
    path("orga/entscheiden/", deciding.reports, name="reports"),
    path("orga/entscheiden/<str:pk>/", deciding.handle, name="handle"),
    path("orga/entscheiden/<str:pk>/vorschlag/", deciding.decide, name="decide"),
    path("orga/entscheiden/<str:pk>/abgeben/", deciding.step_aside, name="step_aside"),
    path("orga/zu-zweit/", joint.joint, name="joint"),
    path("orga/zu-zweit/<str:pk>/", joint.opened, name="opened"),
    path("orga/zu-zweit/<str:pk>/datei/", joint.export, name="export"),
]
