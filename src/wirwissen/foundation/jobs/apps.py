from django.apps import AppConfig


class Jobs(AppConfig):
    name = "wirwissen.foundation.jobs"
    label = "jobs"
    verbose_name = "Aufgaben"
