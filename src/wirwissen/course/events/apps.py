from django.apps import AppConfig


class Events(AppConfig):
    name = "wirwissen.course.events"
    label = "events"
    verbose_name = "Info-Termine"
