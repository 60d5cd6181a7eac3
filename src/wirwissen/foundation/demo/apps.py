from django.apps import AppConfig


class Demo(AppConfig):
    name = "wirwissen.foundation.demo"
    label = "demo"
    verbose_name = "Vorführung"
