from django.apps import AppConfig


class Sealed(AppConfig):
    name = "wirwissen.foundation.sealed"
    label = "sealed"
    verbose_name = "Verschluss"
