from django.apps import AppConfig


class Pages(AppConfig):
    name = "wirwissen.foundation.pages"
    label = "pages"
    verbose_name = "Seiten"
