from django.apps import AppConfig


class Admissions(AppConfig):
    name = "wirwissen.course.admissions"
    label = "admissions"
    verbose_name = "Bewerbung"

    def ready(self) -> None:
        from wirwissen.course.admissions.queries.application import has_application
        from wirwissen.foundation.accounts.access import known_to

        known_to.append(has_application)
