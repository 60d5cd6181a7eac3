"""The worker's round: reap abandoned jobs, enqueue what is due, scrub what ended."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django_tasks.base import Task, TaskResultStatus
from django_tasks_db.models import DBTaskResult

from wirwissen.foundation.jobs.models import TimetableEntry
from wirwissen.foundation.jobs.rules import LEASE, MOST_TRIES, is_due

KEEP_FINISHED = timedelta(days=2)


def enqueue_due_jobs(*, now: datetime) -> list[str]:
    """Enqueue every job of `settings.TIMETABLE` that is due; returns their names.

    One look for all of them: a round comes twice a second and mostly finds nothing. What seems due
    is looked at again with its row locked, so two workers never enqueue the same turn.
    """
    seen = {entry.pk: entry for entry in TimetableEntry.objects.all()}
    due = []
    for name in (each for each in settings.TIMETABLE if _is_due(each, seen.get(each), now)):
        with transaction.atomic():
            entry = TimetableEntry.objects.select_for_update().filter(pk=name).first()
            if not _is_due(name, entry, now):
                continue
            TimetableEntry.objects.update_or_create(pk=name, defaults={"last_run_at": now})
            job: Task[[], None] = import_string(name)
            job.enqueue()
            due.append(name)
    return due


def _is_due(name: str, entry: TimetableEntry | None, now: datetime) -> bool:
    last = timezone.localtime(entry.last_run_at) if entry else None
    return is_due(settings.TIMETABLE[name], last_run=last, now=timezone.localtime(now))


def reap_abandoned_jobs() -> int:
    """Give jobs of dead workers back; after five tries they end as failed. Returns how many.

    Uses the machine's own clock: jobs are stamped with it, also where the house's clock moves.
    """
    running = DBTaskResult.objects.filter(
        status=TaskResultStatus.RUNNING, started_at__lt=timezone.now() - LEASE
    )
    count = 0
    for job in running:
        worn_out = len(job.worker_ids) >= MOST_TRIES
        given_back = {"status": TaskResultStatus.READY}
        ended = {"status": TaskResultStatus.FAILED, "finished_at": timezone.now()}
        count += running.filter(pk=job.pk).update(**(ended if worn_out else given_back))
    return count


def scrub_ended_jobs() -> None:
    """Empty tracebacks at once (they are plain text); forget ended jobs after 2 days."""
    ended = DBTaskResult.objects.filter(
        status__in=[TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED]
    )
    ended.exclude(traceback="").update(traceback="")
    ended.filter(finished_at__lt=timezone.now() - KEEP_FINISHED).delete()
