from django.apps import AppConfig


class Cohorts(AppConfig):
    name = "wirwissen.course.cohorts"
    label = "cohorts"
    verbose_name = "Kurs"

    def ready(self) -> None:
        """Tell the foundation whom an office has to do with: it may help those accounts."""
        from wirwissen.course.cohorts import queries
        from wirwissen.foundation.accounts import access

        access.known_to.append(queries.knows)
