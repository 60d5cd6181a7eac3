"""The worker's round: what is due, what was abandoned, what ended."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import InterfaceError
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries

from wirwissen.foundation.core.clock import now
from wirwissen.foundation.jobs import services, worker
from wirwissen.foundation.jobs.models import TimetableEntry
from wirwissen.foundation.jobs.rules import LEASE, MOST_TRIES
from wirwissen.foundation.mail.services import send_mails

pytestmark = pytest.mark.django_db


def running(*, tries: int, since: timedelta) -> DBTaskResult[Any, Any]:
    """A job whose worker has said nothing for so long."""
    send_mails.enqueue()
    DBTaskResult.objects.update(
        status=TaskResultStatus.RUNNING,
        started_at=timezone.now() - since,
        worker_ids=[f"w{number}" for number in range(tries)],
    )
    return DBTaskResult.objects.get()


def test_what_is_due_is_enqueued_once() -> None:
    at = now()

    rounds = [services.enqueue_due_jobs(now=at) for _round in range(2)]

    assert (len(rounds[0]) > 0, rounds[1]) == (True, [])
    assert DBTaskResult.objects.count() == len(rounds[0])


def test_a_round_with_nothing_due_is_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    at = now()
    services.enqueue_due_jobs(now=at)

    with django_assert_num_queries(1):
        services.enqueue_due_jobs(now=at)


def test_a_turn_that_another_worker_took_meanwhile_is_not_taken_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    at, all_of_now = now(), TimetableEntry.objects.all

    def looked_before_the_other_one() -> list[TimetableEntry]:
        before = list(all_of_now())
        monkeypatch.undo()
        assert services.enqueue_due_jobs(now=at) != []
        return before

    monkeypatch.setattr(TimetableEntry.objects, "all", looked_before_the_other_one)

    assert services.enqueue_due_jobs(now=at) == []


def test_a_job_of_a_dead_worker_is_given_back() -> None:
    job = running(tries=1, since=LEASE + timedelta(minutes=1))

    count = services.reap_abandoned_jobs()

    job.refresh_from_db()
    assert (count, job.status) == (1, TaskResultStatus.READY)


def test_a_job_within_its_lease_is_left_alone() -> None:
    running(tries=1, since=LEASE - timedelta(minutes=1))

    assert services.reap_abandoned_jobs() == 0


def test_a_job_that_kills_every_worker_fails_and_is_forgotten() -> None:
    job = running(tries=MOST_TRIES, since=LEASE + timedelta(minutes=1))

    services.reap_abandoned_jobs()
    job.refresh_from_db()
    ended_at = job.finished_at
    DBTaskResult.objects.update(finished_at=job.finished_at and job.finished_at - timedelta(days=3))
    services.scrub_ended_jobs()

    assert (job.status, ended_at is not None) == (TaskResultStatus.FAILED, True)
    assert DBTaskResult.objects.count() == 0


def test_a_traceback_is_emptied_at_once() -> None:
    job = running(tries=1, since=timedelta())
    job.set_failed(RuntimeError("Kim Muster"))

    services.scrub_ended_jobs()

    job.refresh_from_db()
    assert (job.status, job.traceback) == (TaskResultStatus.FAILED, "")


def test_a_restarting_database_ends_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    rounds: list[int] = []

    class Stop:
        def is_set(self) -> bool:
            return len(rounds) == 2

        def wait(self, _seconds: float) -> None:
            pass

    def work() -> None:
        rounds.append(1)
        raise InterfaceError("connection already closed")

    monkeypatch.setattr(worker, "work_once", work)
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker, "_stop_on_signals", lambda _stop: None)

    worker.run_worker(interval=0, stop=Stop())  # type: ignore[arg-type]

    assert len(rounds) == 2
