from django.apps import AppConfig


class Rounds(AppConfig):
    name = "wirwissen.network.rounds"
    label = "rounds"
    verbose_name = "Runden"

    def ready(self) -> None:
        from wirwissen.network.groups.hooks import duty_ended
        from wirwissen.network.rounds.services.leading import end_duty

        duty_ended.append(end_duty)
