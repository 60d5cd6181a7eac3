from django.apps import AppConfig
from django.conf import settings
from django.core.mail.utils import DNS_NAME


class Mail(AppConfig):
    name = "wirwissen.foundation.mail"
    label = "mail"
    verbose_name = "Post"

    def ready(self) -> None:
        # How we greet a mail server stands in every delivered mail. Django would say the machine's
        # name, which two houses on one machine share (T13).
        DNS_NAME._fqdn = settings.HOST
