from django.apps import AppConfig


class Mail(AppConfig):
    name = "wirwissen.foundation.mail"
    label = "mail"
    verbose_name = "Post"
