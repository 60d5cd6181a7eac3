from django.apps import AppConfig


class Programme(AppConfig):
    name = "wirwissen.course.programme"
    label = "programme"
    verbose_name = "Programm"
