"""Pages of the house itself, open to everybody."""

from django.urls import path

from wirwissen.foundation.pages import views

app_name = "pages"
urlpatterns = [
    path("verlassen/", views.leave, name="exit"),
    path("seite/", views.neutral, name="neutral"),
    path("fragen/", views.questions, name="questions"),
    path("sicherheit/", views.safety, name="safety"),
    path("datenschutz/", views.privacy, name="privacy"),
    path("barrierefreiheit/", views.accessibility, name="accessibility"),
    path("impressum/", views.imprint, name="imprint"),
    path("einfach/", views.plain_words, name="plain_words"),
    path("hilfe/", views.help_in_crisis, name="help"),
]
