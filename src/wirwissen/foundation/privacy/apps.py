from django.apps import AppConfig


class Privacy(AppConfig):
    name = "wirwissen.foundation.privacy"
    label = "privacy"
    verbose_name = "Datenschutz"

    def ready(self) -> None:
        from wirwissen.foundation.accounts.access import keeps_sealed
        from wirwissen.foundation.privacy.queries import keeps_class_s

        keeps_sealed.append(keeps_class_s)
