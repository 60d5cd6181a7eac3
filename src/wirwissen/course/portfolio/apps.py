from django.apps import AppConfig


class Portfolio(AppConfig):
    name = "wirwissen.course.portfolio"
    label = "portfolio"
    verbose_name = "Portfolio"
