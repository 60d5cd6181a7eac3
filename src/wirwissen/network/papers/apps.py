from django.apps import AppConfig


class Papers(AppConfig):
    name = "wirwissen.network.papers"
    label = "papers"
    verbose_name = "Papiere"
