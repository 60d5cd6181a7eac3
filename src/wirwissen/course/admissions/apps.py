from django.apps import AppConfig


class Admissions(AppConfig):
    name = "wirwissen.course.admissions"
    label = "admissions"
    verbose_name = "Bewerbung"

    def ready(self) -> None:
        from wirwissen.course.admissions.queries.application import has_application
        from wirwissen.course.admissions.services.places import give_back_all
        from wirwissen.foundation.accounts.access import known_to
        from wirwissen.foundation.privacy.hooks import before_erase

        known_to.append(has_application)
        before_erase.append(give_back_all)
