"""The office makes, changes and cancels events."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests import make
from tests.course.events.make_events import (
    END,
    NOW,
    START,
    book,
    event,
    guest,
    mail_text,
    mails,
    register,
    states,
)
from wirwissen.course.events import services
from wirwissen.course.events.models import Event
from wirwissen.course.events.services import EventFacts
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.errors import Refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def facts(of: Event) -> EventFacts:
    """The event as it is."""
    return EventFacts(
        title=of.title,
        programme=of.programme,
        offer=of.offer,
        starts_at=of.starts_at,
        ends_at=of.ends_at,
        online=of.online,
        place=of.place,
        address=of.address,
        access_note=of.access_note,
        seats=of.seats,
        registration_open=of.registration_open,
        hold_hours=of.hold_hours,
        offer_hours=of.offer_hours,
        host_id=of.host_id,
    )


def test_a_new_event_is_what_was_typed() -> None:
    sample = event(place="Saal 2")

    made = services.create_event(sample.organisation, facts(sample))

    assert facts(Event.objects.get(pk=made.pk)) == facts(sample)


def test_seats_are_not_lowered_below_what_is_taken() -> None:
    of = event(seats=3)
    book(of, "Ada")
    book(of, "Ben")

    with pytest.raises(Refused, match="Schon vergeben: 2 Plätze"):
        services.edit_event(of.pk, replace(facts(of), seats=1), now=NOW)

    assert services.edit_event(of.pk, replace(facts(of), seats=2), now=NOW).seats == 2


def test_more_seats_are_offered_to_the_waiting_list_at_once() -> None:
    of = event(seats=1)
    for name in ("Ada", "Ben", "Cem", "Dana"):
        book(of, name, NOW)

    services.edit_event(of.pk, replace(facts(of), seats=3), now=NOW)

    assert sorted(states(of).values()) == ["CONFIRMED", "OFFERED", "OFFERED", "WAITING"]


def test_a_new_time_is_told_to_everybody_and_caps_what_is_held() -> None:
    of = event()
    book(of, "Ada")
    register(of, "Ben")
    earlier = NOW + DAY / 2

    services.edit_event(
        of.pk, replace(facts(of), starts_at=earlier, ends_at=earlier + DAY / 12), now=NOW
    )

    assert [mails("ada@example.org").count("changed"), mails("ben@example.org")] == [
        1,
        ["changed", "registered"],
    ]
    assert "Freitag, 20. August 2027, 21 bis 23 Uhr" in mail_text("ada@example.org", "changed")
    assert of.registrations.get(name="Ben").held_until == earlier


def test_a_new_title_is_nothing_to_write_about() -> None:
    of = event()
    book(of, "Ada")

    services.edit_event(of.pk, replace(facts(of), title="Abend der offenen Tür"), now=NOW)

    assert mails().count("changed") == 0


def test_a_cancelled_event_tells_everybody_who_still_had_a_place() -> None:
    of = event()
    book(of, "Ada")
    ben = book(of, "Ben")
    services.cancel(ben.pk, now=NOW)

    services.cancel_event(of.pk, now=NOW)

    assert mails("ada@example.org").count("event_cancelled") == 1
    assert mails("ben@example.org").count("event_cancelled") == 0


def test_nobody_hears_of_an_event_called_off_after_it_was_over() -> None:
    of = event()
    book(of, "Ada")

    services.cancel_event(of.pk, now=END)

    of.refresh_from_db()
    assert (of.cancelled_at, mails().count("event_cancelled")) == (END, 0)


def test_an_event_that_somebody_attended_is_not_called_off() -> None:
    of = event()
    services.check_in(book(of, "Ada").pk, by=make.user(), now=START)

    with pytest.raises(Refused, match="war schon jemand da"):
        services.cancel_event(of.pk, now=END)


def test_no_mail_ever_goes_to_an_address_whose_account_is_quiet() -> None:
    make.user("ada@example.org")
    User.objects.update(is_quiet=True)
    of = event(seats=1)
    ben = book(of, "Ben")
    services.register_by_office(of.pk, guest("Ada"), now=NOW)

    services.cancel(ben.pk, now=NOW)  # the place is offered to Ada
    later = START + DAY
    services.edit_event(of.pk, replace(facts(of), starts_at=later, ends_at=later + DAY), now=NOW)
    services.cancel_event(of.pk, now=NOW)

    assert mails("ada@example.org") == []


def test_nothing_is_offered_at_a_cancelled_event() -> None:
    of = event(seats=1)
    ada = book(of, "Ada")
    book(of, "Ben")
    services.cancel_event(of.pk, now=NOW)

    services.cancel(ada.pk, now=NOW)
    services.tidy(now=NOW)

    assert states(of) == {"Ada": "CANCELLED", "Ben": "WAITING"}


def test_the_words_of_an_event_over_midnight_name_both_days() -> None:
    of = make.event(starts_at=START, ends_at=END + DAY + timedelta(minutes=30))

    assert of.when == "Samstag, 28. August 2027, 10 Uhr bis Sonntag, 29. August 2027, 12:30 Uhr"
