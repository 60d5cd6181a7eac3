from django.apps import AppConfig


class Cohorts(AppConfig):
    name = "wirwissen.course.cohorts"
    label = "cohorts"
    verbose_name = "Kurs"

    def ready(self) -> None:
        """Tell the foundation whom an office has to do with: it may help those accounts. Leave the
        course with whoever gives the place back or is erased."""
        from wirwissen.course.admissions.services.places import given_back_hooks
        from wirwissen.course.cohorts import queries, services
        from wirwissen.foundation.accounts import access
        from wirwissen.foundation.privacy.hooks import before_erase

        access.known_to.append(queries.knows)
        given_back_hooks.append(services.leave_with_place)
        before_erase.append(services.leave_all)
