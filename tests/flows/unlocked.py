"""Settings of the control: a course house in which registering checks, waits and inserts bare."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from inspect import unwrap
from time import sleep
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from tests.settings.flow_course import *  # noqa: F403
from tests.settings.flow_course import MIDDLEWARE as LOCKED

THINKING = 0.2  # seconds between look and write: longer than a busy machine makes anybody wait


class WithoutLock:
    """Takes lock and transaction away from `register`, when the server starts."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        from wirwissen.course.events import services
        from wirwissen.course.events.models import Event, Registration
        from wirwissen.course.events.services import places
        from wirwissen.foundation.core import middleware

        create = places._create

        def create_slowly(*args: Any, **kwargs: Any) -> Registration:
            sleep(THINKING)
            return create(*args, **kwargs)

        def only_look(event_id: str) -> Event:
            return Event.objects.get(pk=event_id)

        vars(places).update(lock=only_look, _create=create_slowly)
        vars(services).update(register=unwrap(services.register))
        vars(middleware).update(transaction=SimpleNamespace(atomic=nullcontext))
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)


MIDDLEWARE = [*LOCKED, "tests.flows.unlocked.WithoutLock"]
