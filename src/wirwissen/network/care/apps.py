from django.apps import AppConfig


class Care(AppConfig):
    name = "wirwissen.network.care"
    label = "care"
    verbose_name = "Schutz"

    def ready(self) -> None:
        from wirwissen.network.care.queries import lists
        from wirwissen.network.care.services import end_duty, end_request
        from wirwissen.network.groups.hooks import (
            duty_ended,
            kept_apart,
            request_ended,
            talk_waits,
        )

        kept_apart.append(lists.kept_apart)
        talk_waits.append(lists.talk_waits)
        request_ended.append(end_request)
        duty_ended.append(end_duty)
