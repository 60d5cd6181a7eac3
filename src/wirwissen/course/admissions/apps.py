from django.apps import AppConfig


class Admissions(AppConfig):
    name = "wirwissen.course.admissions"
    label = "admissions"
    verbose_name = "Bewerbung"
