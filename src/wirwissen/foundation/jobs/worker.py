"""The worker process: our rounds around django-tasks-db's own claiming and running."""

import logging
import signal
import threading
from secrets import token_hex
from types import FrameType

from django.db import InterfaceError, OperationalError, close_old_connections
from django_tasks_db.management.commands.db_worker import Worker

from wirwissen.foundation.core.clock import now
from wirwissen.foundation.jobs.services import (
    enqueue_due_jobs,
    reap_abandoned_jobs,
    scrub_ended_jobs,
)

log = logging.getLogger("wirwissen.jobs")


def run_worker(*, interval: float = 0.5, stop: threading.Event | None = None) -> None:
    """Work until told to stop (SIGTERM or SIGINT end it after the job at hand)."""
    stop = stop or threading.Event()
    if threading.current_thread() is threading.main_thread():
        _stop_on_signals(stop)
    while not stop.is_set():
        try:
            work_once()
        except (OperationalError, InterfaceError):  # busy or restarting: try again, lose nothing
            log.warning("database not ready, trying again")
            close_old_connections()
        stop.wait(interval)


def work_once() -> None:
    """One round: timetable, reaper, every job that is ready, scrubbing."""
    enqueue_due_jobs(now=now())
    reap_abandoned_jobs()
    Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"worker-{token_hex(4)}",
        excluded_queue_names=[],
    ).run()
    scrub_ended_jobs()


def _stop_on_signals(stop: threading.Event) -> None:
    def ask_to_stop(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
