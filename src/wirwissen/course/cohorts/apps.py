from django.apps import AppConfig


class Cohorts(AppConfig):
    name = "wirwissen.course.cohorts"
    label = "cohorts"
    verbose_name = "Kurs"
