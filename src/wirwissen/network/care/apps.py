from django.apps import AppConfig


class Care(AppConfig):
    name = "wirwissen.network.care"
    label = "care"
    verbose_name = "Schutz"
