from django.apps import AppConfig


class Meetings(AppConfig):
    name = "wirwissen.network.meetings"
    label = "meetings"
    verbose_name = "Treffen"

    def ready(self) -> None:
        from wirwissen.network.groups.hooks import duty_ended, member_goes
        from wirwissen.network.meetings.services.handing_on import end_duty
        from wirwissen.network.meetings.services.tasks import hand_on_tasks

        duty_ended.append(end_duty)
        member_goes.append(hand_on_tasks)
