from django.apps import AppConfig


class Internships(AppConfig):
    name = "wirwissen.course.internships"
    label = "internships"
    verbose_name = "Praktikum"

    def ready(self) -> None:
        from wirwissen.course.cohorts.services.people import switch_hooks
        from wirwissen.course.internships.services import go_along

        switch_hooks.append(go_along)
