from django.apps import AppConfig


class Internships(AppConfig):
    name = "wirwissen.course.internships"
    label = "internships"
    verbose_name = "Praktikum"
