"""What waits on "Heute", and the order at the door."""

from datetime import timedelta

import pytest

from tests import make
from tests.course.events.make_events import END, NOW, START, book, event, guest
from wirwissen.course.events import queries, services
from wirwissen.foundation.accounts.models import Membership, User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.mail.models import MailState, OutboxMail

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def roles(user: User) -> list[Membership]:
    return list(Membership.objects.filter(user=user))


def test_the_office_sees_the_event_of_tomorrow_and_of_today() -> None:
    of = event()
    book(of, "Ada")
    boss = make.member(Role.OFFICE, of.organisation)

    lines = [
        [one.title for one in queries.todos(boss, roles(boss), at)]
        for at in (START - 2 * DAY, START - DAY, START, END + DAY)
    ]

    assert lines == [
        [],
        ["Info-Termin morgen"],
        ["Info-Termin heute"],
        ["Wer war beim Info-Termin?"],
    ]


def test_the_host_sees_their_event_and_nobody_else_does() -> None:
    of = event()
    host = make.member(Role.LEAD, of.organisation)
    lead = make.member(Role.LEAD, of.organisation)
    of.host = host
    of.save()

    assert [len(queries.todos(who, roles(who), START)) for who in (host, lead)] == [1, 0]
    assert queries.todos(make.user(), [], START) == []


def test_the_office_is_asked_to_call_and_to_look_after_lost_mail() -> None:
    of = event(seats=1)
    ada = book(of, "Ada")
    services.register_by_office(of.pk, guest("Ben", ""), now=NOW)
    services.register_by_office(of.pk, guest("Cem"), now=NOW + DAY / 24)
    services.cancel(ada.pk, now=NOW + DAY / 12)
    OutboxMail.objects.filter(recipient="cem@example.org").update(state=MailState.UNDELIVERABLE)
    boss = make.member(Role.OFFICE, of.organisation)

    lines = queries.todos(boss, roles(boss), NOW + DAY / 12)

    assert [one.title for one in lines] == [
        "Anrufen: Ein Platz ist frei",
        "Eine E-Mail kam nicht an",
    ]
    assert "Ein Mensch ohne E-Mail weiß noch nichts davon." in lines[0].hint


@pytest.mark.parametrize("count", [1, 3])
def test_todos_cost_one_query(django_assert_num_queries: object, count: int) -> None:
    of = event()
    for number in range(count):
        event(of=of.offer)
        book(of, f"Gast{number}")
    boss = make.member(Role.OFFICE, of.organisation)
    held = roles(boss)

    with django_assert_num_queries(1):  # type: ignore[operator]
        queries.todos(boss, held, START)


def test_a_lapsed_place_is_free_before_the_tidy_up_has_come_by() -> None:
    of = event(seats=1)
    row = services.register(of.pk, guest("Ada"), now=NOW)

    later = NOW + DAY
    listed = {one.pk: one.taken for one in queries.upcoming(later)}

    assert queries.counts(of, NOW).taken == 1
    assert queries.counts(of, later).taken == 0
    assert listed == {of.pk: 0}
    assert queries.state_at(row, later).value == "expired"
    assert queries.door_list(of, later).places == ()
