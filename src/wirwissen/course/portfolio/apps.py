from django.apps import AppConfig


class Portfolio(AppConfig):
    name = "wirwissen.course.portfolio"
    label = "portfolio"
    verbose_name = "Portfolio"

    def ready(self) -> None:
        from wirwissen.course.cohorts.services.people import switch_hooks
        from wirwissen.course.portfolio.services import go_along

        switch_hooks.append(go_along)
