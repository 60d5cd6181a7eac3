from django.apps import AppConfig


class Rounds(AppConfig):
    name = "wirwissen.network.rounds"
    label = "rounds"
    verbose_name = "Runden"
