"""Whatever people do, in whatever order: never too many, in turn, and no chair forgotten."""

from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import make
from tests.course.events.make_events import END, NOW, START, event, guest
from tests.course.events.test_services_events import facts
from wirwissen.course.events import queries, services
from wirwissen.course.events.models import Event, Registration, RegistrationState
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.errors import Refused

pytestmark = pytest.mark.django_db
PEOPLE = st.integers(0, 5)
STEPS = st.one_of(
    st.tuples(st.just("register"), PEOPLE),
    st.tuples(st.just("office"), PEOPLE),
    st.tuples(st.just("confirm"), PEOPLE),
    st.tuples(st.just("take"), PEOPLE),
    st.tuples(st.just("cancel"), PEOPLE),
    st.tuples(st.just("check_in"), PEOPLE),
    st.tuples(st.just("walk_in"), PEOPLE),
    st.tuples(st.just("undo"), PEOPLE),
    st.tuples(st.just("seats"), st.integers(1, 4)),
    st.tuples(st.just("hours"), st.sampled_from([1, 7, 25, 49, 100])),
    st.tuples(st.just("tidy"), st.just(0)),
)


@dataclass
class House:
    """One event, six people, and the time."""

    of: Event
    host: User
    now: datetime = NOW

    def row(self, who: int) -> str:
        """The newest registration of that person ("" makes the service fail: nobody)."""
        rows = self.of.registrations.filter(name=f"P{who}").order_by("-created_at")
        return rows.values_list("pk", flat=True).first() or ""

    def step(self, act: str, who: int) -> None:
        with suppress(Refused, Registration.DoesNotExist):
            self._do(act, who)

    def _do(self, act: str, who: int) -> None:
        person = guest(f"P{who}", "" if who == 5 else None)
        match act:
            case "register":
                services.register(self.of.pk, guest(f"P{who}"), now=self.now)
            case "office":
                services.register_by_office(self.of.pk, person, now=self.now)
            case "confirm":
                services.confirm(self.row(who), now=self.now)
            case "take":
                services.take(self.row(who), now=self.now)
            case "cancel":
                services.cancel(self.row(who), now=self.now)
            case "check_in":
                services.check_in(self.row(who), by=self.host, now=self.now)
            case "walk_in":
                services.walk_in(self.of.pk, person, by=self.host, now=self.now)
            case "undo":
                services.undo_check_in(self.row(who), now=self.now)
            case "seats":
                now_facts = facts(Event.objects.get(pk=self.of.pk))
                services.edit_event(self.of.pk, replace(now_facts, seats=who), now=self.now)
            case "hours":
                self.now = min(self.now + timedelta(hours=who), END + timedelta(hours=6))
            case "tidy":
                services.tidy(now=self.now)

    def in_state(self, state: RegistrationState) -> dict[str, datetime]:
        rows = self.of.registrations.filter(state=state, waiting_since__isnull=False)
        return {pk: at for pk, at in rows.values_list("pk", "waiting_since") if at}


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    steps=st.lists(STEPS, min_size=3, max_size=12),
    seats=st.integers(1, 3),
    begin=st.sampled_from([NOW, START - timedelta(minutes=30)]),
)
def test_never_too_many_in_turn_and_no_chair_forgotten(
    steps: list[tuple[str, int]], seats: int, begin: datetime
) -> None:
    house = House(of=event(seats=seats), host=make.user(), now=begin - timedelta(hours=5))
    for who in (3, 1, 4, 0, 2):  # full from the start, and a line has formed
        house.step("register", who)
        house.step("confirm", who)
        house.step("hours", 1)
    for act, who in [*steps, ("tidy", 0)]:
        offered = house.in_state(RegistrationState.OFFERED)

        house.step(act, who)

        assert_fair(house, before=offered, tidied=act == "tidy")


def assert_fair(house: House, *, before: dict[str, datetime], tidied: bool) -> None:
    """Not too many; whoever was just asked waited longest; no chair is forgotten by the tidy-up."""
    row = Event.objects.get(pk=house.of.pk)
    count = queries.counts(row, house.now)
    waiting = house.in_state(RegistrationState.WAITING)
    offered = house.in_state(RegistrationState.OFFERED)
    assert row.seats is not None
    assert count.taken <= row.seats
    fresh = [since for pk, since in offered.items() if pk not in before]
    assert all(since <= other for since in fresh for other in waiting.values())
    if tidied and house.now < START:
        assert not waiting or count.taken == row.seats
