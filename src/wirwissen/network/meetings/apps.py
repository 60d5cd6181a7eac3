from django.apps import AppConfig


class Meetings(AppConfig):
    name = "wirwissen.network.meetings"
    label = "meetings"
    verbose_name = "Treffen"

    def ready(self) -> None:
        from wirwissen.network.groups.hooks import duty_ended, founding_meeting_set, member_goes
        from wirwissen.network.meetings.services.handing_on import end_duty
        from wirwissen.network.meetings.services.meetings import keep_founding_meeting
        from wirwissen.network.meetings.services.tasks import hand_on_tasks

        duty_ended.append(end_duty)
        member_goes.append(hand_on_tasks)
        founding_meeting_set.append(keep_founding_meeting)
