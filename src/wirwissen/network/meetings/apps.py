from django.apps import AppConfig


class Meetings(AppConfig):
    name = "wirwissen.network.meetings"
    label = "meetings"
    verbose_name = "Treffen"
