from django.apps import AppConfig


class Credentials(AppConfig):
    name = "wirwissen.course.credentials"
    label = "credentials"
    verbose_name = "Papiere"

    def ready(self) -> None:
        from wirwissen.course.credentials.services import flag_certificates
        from wirwissen.course.internships.services import withdrawal_hooks

        if flag_certificates not in withdrawal_hooks:
            withdrawal_hooks.append(flag_certificates)
