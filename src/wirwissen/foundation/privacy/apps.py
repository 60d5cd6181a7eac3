from django.apps import AppConfig


class Privacy(AppConfig):
    name = "wirwissen.foundation.privacy"
    label = "privacy"
    verbose_name = "Datenschutz"
