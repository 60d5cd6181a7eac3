from django.apps import AppConfig


class Credentials(AppConfig):
    name = "wirwissen.course.credentials"
    label = "credentials"
    verbose_name = "Papiere"
