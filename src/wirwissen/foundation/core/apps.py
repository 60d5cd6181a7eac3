from django.apps import AppConfig


class Core(AppConfig):
    name = "wirwissen.foundation.core"
    label = "core"
    verbose_name = "Grundlage"
