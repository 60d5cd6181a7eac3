"""Taking, confirming and giving back places."""

from datetime import timedelta

import pytest

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
from wirwissen.course.events import queries, services
from wirwissen.course.events.models import Event, Registration
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.sealed.models import Envelope
from wirwissen.foundation.sealed.services import open_text
from wirwissen.foundation.sealed.store import known_envelopes

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_new_place_is_held_until_the_link_is_used() -> None:
    of = event()

    row = register(of, "Kim")

    assert (row.state, row.held_until, row.email) == ("held", NOW + DAY, "kim@example.org")
    assert mails() == ["registered"]
    assert services.confirm(row.pk, now=NOW).state == "confirmed"
    assert services.confirm(row.pk, now=NOW).held_until is None
    assert mails() == ["booked", "registered"]


def test_register_twice_keeps_one_row_and_sends_a_fresh_mail() -> None:
    of = event()

    first = services.register(of.pk, guest("Kim"), now=NOW)
    second = services.register(of.pk, guest("Kim", "KIM@Example.org"), now=NOW + DAY / 2)

    assert first == second
    assert second.held_until == NOW + DAY  # asking again does not hold the place longer
    assert mails() == ["registered", "registered"]


def test_a_seventh_mail_within_an_hour_is_not_written() -> None:
    of = event()

    for _ in range(8):
        register(of, "Kim")

    assert len(mails()) == 6


def test_full_means_waiting_list_and_the_link_confirms_it() -> None:
    of = event(seats=1)
    book(of, "Ada")

    row = register(of, "Ben")

    assert (row.state, row.waiting_since) == ("unwaiting", NOW)
    assert services.confirm(row.pk, now=NOW).state == "waiting"


def test_an_unconfirmed_place_is_freed_and_offered() -> None:
    of = event(seats=1)
    register(of, "Ada")
    book(of, "Ben", NOW + DAY / 4)

    services.tidy(now=NOW + DAY)

    assert states(of) == {"Ada": "EXPIRED", "Ben": "OFFERED"}
    assert mails("ben@example.org") == ["offered", "registered"]


def test_whoever_waited_on_an_unconfirmed_line_gets_the_place_by_confirming() -> None:
    of = event(seats=1)
    ada = book(of, "Ada")
    ben = register(of, "Ben")
    services.cancel(ada.pk, now=NOW)

    assert services.confirm(ben.pk, now=NOW).state == "confirmed"


def test_a_place_given_back_goes_to_the_longest_waiting() -> None:
    of = event(seats=1)
    ada = book(of, "Ada")
    book(of, "Ben", NOW + DAY / 24)
    book(of, "Cem", NOW + DAY / 12)

    services.cancel(ada.pk, now=NOW + DAY / 8)

    assert states(of) == {"Ada": "CANCELLED", "Ben": "OFFERED", "Cem": "WAITING"}
    ben = of.registrations.get(name="Ben")
    assert ben.held_until == NOW + DAY / 8 + timedelta(hours=48)
    assert services.take(ben.pk, now=NOW + DAY).state == "confirmed"


def test_an_offer_that_nobody_takes_moves_on() -> None:
    of = event(seats=1)
    ada = book(of, "Ada")
    ben = book(of, "Ben")
    book(of, "Cem", NOW + DAY / 24)
    services.cancel(ada.pk, now=NOW + DAY / 8)

    services.tidy(now=NOW + DAY / 8 + timedelta(hours=48))

    assert states(of) == {"Ada": "CANCELLED", "Ben": "EXPIRED", "Cem": "OFFERED"}
    with pytest.raises(Refused, match="Die Zeit für diesen Platz ist um"):
        services.take(ben.pk, now=NOW + DAY * 3)


def test_an_offer_never_outlives_the_beginning() -> None:
    of = event(seats=1)
    ada = book(of, "Ada")
    book(of, "Ben")

    services.cancel(ada.pk, now=START - DAY / 24)

    assert of.registrations.get(name="Ben").held_until == START
    services.tidy(now=START)
    assert queries.counts(of, START).taken == 0
    with pytest.raises(Refused, match="Die Zeit für diesen Platz ist um"):
        services.take(of.registrations.get(name="Ben").pk, now=START)


def test_nothing_is_offered_once_the_event_has_begun() -> None:
    of = event(seats=1)
    ada = book(of, "Ada")
    book(of, "Ben")

    services.cancel(ada.pk, now=START)

    assert states(of) == {"Ada": "CANCELLED", "Ben": "WAITING"}


def test_nobody_overtakes_the_waiting_list() -> None:
    of = event(seats=1)
    ada = book(of, "Ada")
    book(of, "Ben")
    services.cancel(ada.pk, now=NOW)

    row = register(of, "Cem")

    assert (row.state, states(of)["Ben"]) == ("unwaiting", "OFFERED")


def test_cancelling_twice_does_no_harm_and_one_may_come_back() -> None:
    of = event()
    row = book(of, "Kim")

    services.cancel(row.pk, now=NOW)
    services.cancel(row.pk, now=NOW)

    assert states(of) == {"Kim": "CANCELLED"}
    with pytest.raises(Refused, match="Sie haben abgesagt"):
        services.confirm(row.pk, now=NOW)
    assert register(of, "Kim").pk != row.pk


def test_registration_ends_with_the_beginning_and_says_so() -> None:
    of = event()

    with pytest.raises(Refused, match="Wählen Sie einen anderen Termin"):
        register(of, "Kim", START)


def test_an_event_without_registration_takes_none() -> None:
    of = event(registration_open=False)

    with pytest.raises(Refused, match="kommen Sie einfach vorbei"):
        register(of, "Kim")


def test_a_caller_without_mail_is_registered_by_the_office() -> None:
    of = event(seats=1)

    ada = services.register_by_office(of.pk, guest("Ada", ""), now=NOW)
    ben = services.register_by_office(of.pk, guest("Ben", ""), now=NOW)

    assert [(ada.state, ada.by_office), (ben.state, ben.by_office)] == [
        ("confirmed", True),
        ("waiting", True),
    ]
    assert mails() == []
    services.cancel(ada.pk, now=NOW, by_office=True)
    line = queries.door_list(of, NOW).places[0]
    assert (line.registration.name, line.needs_call) == ("Ben", True)
    assert services.take(ben.pk, now=NOW).state == "confirmed"


def test_the_office_confirms_for_somebody_whose_mail_never_came() -> None:
    of = event()
    row = register(of, "Kim")

    again = services.register_by_office(of.pk, guest("Kim"), now=NOW)

    assert (again.pk, again.state) == (row.pk, "confirmed")


def opened(row: Registration) -> str:
    row = Registration.objects.select_related("envelope").get(pk=row.pk)
    return open_text(row.envelope, row, "needs_sealed")


def test_needs_are_sealed_and_added_never_overwritten_by_a_stranger() -> None:
    of = event()
    row = services.register(of.pk, guest("Kim", needs="Platz nahe der Tür"), now=NOW)

    services.register(of.pk, guest("Kim", needs="nichts"), now=NOW)
    services.register(of.pk, guest("Kim", needs="nichts"), now=NOW)

    assert opened(row) == "Platz nahe der Tür\n\nnichts"
    assert b"Platz" not in bytes(Registration.objects.get(pk=row.pk).needs_sealed)


def test_needs_are_gone_seven_days_after_the_event() -> None:
    of = event()
    row = services.register(of.pk, guest("Kim", needs="Gebärdensprache"), now=NOW)
    services.confirm(row.pk, now=NOW)
    key = Registration.objects.values_list("envelope", flat=True).get(pk=row.pk)

    services.tidy(now=END + 7 * DAY - timedelta(minutes=1))
    assert opened(row) == "Gebärdensprache"
    services.tidy(now=END + 7 * DAY)

    row = Registration.objects.get(pk=row.pk)
    assert (bytes(row.needs_sealed), row.envelope_id) == (b"", None)
    assert not Envelope.objects.filter(pk=key).exists()


@pytest.mark.django_db(transaction=True)
def test_the_key_of_needs_is_destroyed_when_somebody_cancels() -> None:
    of = event()
    row = services.register(of.pk, guest("Kim", needs="Gebärdensprache"), now=NOW)
    assert row.envelope_id in known_envelopes()

    services.cancel(row.pk, now=NOW)

    assert row.envelope_id not in known_envelopes()


def test_the_booking_mail_names_day_place_and_code_and_nothing_of_the_course() -> None:
    of = event(title="EX-IN Abend", place="Saal 2", address="Uferweg 14, 50996 Köln")

    row = book(of, "Kim")

    text = mail_text("kim@example.org", "booked")
    for part in ("Samstag, 28. August 2027, 10 bis 12 Uhr", "Saal 2", "Uferweg 14", row.code):
        assert part in text
    assert "EX-IN" not in text


def test_a_cancelled_event_refuses_and_keeps_the_list() -> None:
    of = event()
    row = register(of, "Kim")
    services.cancel_event(of.pk, now=NOW)

    with pytest.raises(Refused, match="fällt aus"):
        services.confirm(row.pk, now=NOW)

    assert mails() == ["event_cancelled", "registered"]
    services.cancel_event(of.pk, now=NOW)
    assert len(mails()) == 2
    assert Event.objects.get(pk=of.pk).cancelled_at == NOW
