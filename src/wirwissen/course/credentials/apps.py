from django.apps import AppConfig


class Credentials(AppConfig):
    name = "wirwissen.course.credentials"
    label = "credentials"
    verbose_name = "Papiere"

    def ready(self) -> None:
        from wirwissen.course.credentials.services import flag_certificates, forget
        from wirwissen.course.internships.services import withdrawal_hooks
        from wirwissen.foundation.privacy.hooks import before_erase

        if flag_certificates not in withdrawal_hooks:
            withdrawal_hooks.append(flag_certificates)
        if forget not in before_erase:
            before_erase.append(forget)
