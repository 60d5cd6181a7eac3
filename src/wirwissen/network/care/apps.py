from django.apps import AppConfig


class Care(AppConfig):
    name = "wirwissen.network.care"
    label = "care"
    verbose_name = "Schutz"

    def ready(self) -> None:
        from wirwissen.network.care.services import end_request
        from wirwissen.network.groups.hooks import request_ended

        request_ended.append(end_request)
