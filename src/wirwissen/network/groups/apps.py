from django.apps import AppConfig


class Groups(AppConfig):
    name = "wirwissen.network.groups"
    label = "groups"
    verbose_name = "Gruppen"
