"""People come, pause, change cohorts and leave; a cohort pins its version."""

from datetime import timedelta
from decimal import Decimal

import pytest

from tests import make
from tests.course.cohorts import make_cohorts
from wirwissen.course.admissions.models import PlaceOffer, PlaceState
from wirwissen.course.admissions.queries.places import places_taken
from wirwissen.course.admissions.services.application import withdraw
from wirwissen.course.admissions.services.places import decline
from wirwissen.course.cohorts import queries, services
from wirwissen.course.cohorts.models import Cohort, Credit, Participant, ParticipantKind
from wirwissen.course.programme.models import Offer
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.foundation.privacy.services.erasure import erase_person
from wirwissen.foundation.privacy.services.retention import delete_expired

pytestmark = pytest.mark.django_db


def accept(offer: Offer, *, email: str | None = "", quiet: bool = False) -> User:
    """Somebody who accepted a place."""
    person = make.user(email)
    person.is_quiet = quiet
    person.save()
    application = make.application(offer, person, name="Kim Beispiel")
    PlaceOffer.objects.create(
        application=application, state=PlaceState.ACCEPTED, offered_at=now(), expires_at=now()
    )
    return person


def cohort_of(offer: Offer) -> Cohort:
    return make.cohort(offer.version, offer=offer, due_cents=245000)


def mails() -> list[str]:
    return list(OutboxMail.objects.order_by("recipient").values_list("recipient", flat=True))


def test_a_cohort_pins_its_version_for_good() -> None:
    version = make.version()

    made = services.create_cohort(
        version.programme.organisation, version, title="Kurs 2027", now=now()
    )

    version.refresh_from_db()
    assert (made.version, version.pinned_at is not None) == (version, True)


def test_changing_a_cohort_leaves_what_people_were_told_to_pay() -> None:
    cohort = make.cohort(due_cents=100)
    person = make.participant(cohort, due_cents=100)

    services.change_cohort(
        cohort, title="Neu", place="Köln", room_limit=20, objection_days=7, due_cents=200
    )

    cohort.refresh_from_db()
    person.refresh_from_db()
    assert (cohort.title, cohort.objection_days, cohort.due_cents) == ("Neu", 7, 200)
    assert person.due_cents == 100


def test_whoever_accepted_a_place_comes_in_once_with_name_price_and_one_mail() -> None:
    offer = make.offer()
    cohort = cohort_of(offer)
    person = accept(offer, email="kim@example.org")
    make.application(offer)
    office = make.user()

    (new,) = services.add_accepted(cohort, by=office, now=now())
    again = services.add_accepted(cohort, by=office, now=now())

    assert (new.person, new.name, new.due_cents) == (person, "Kim Beispiel", 245000)
    assert (again, cohort.participants.count(), mails()) == ([], 1, ["kim@example.org"])


def test_two_groups_of_one_offer_do_not_take_the_same_person() -> None:
    offer = make.offer()
    accept(offer)
    services.add_accepted(cohort_of(offer), by=make.user(), now=now())

    assert services.add_accepted(cohort_of(offer), by=make.user(), now=now()) == []


def test_nobody_without_address_and_nobody_quiet_gets_a_mail() -> None:
    offer = make.offer()
    accept(offer, email=None)
    accept(offer, quiet=True)

    assert len(services.add_accepted(cohort_of(offer), by=make.user(), now=now())) == 2
    assert mails() == []


def taken_in(offer: Offer) -> Participant:
    accept(offer)
    (participant,) = services.add_accepted(cohort_of(offer), by=make.user(), now=now())
    return participant


def test_whoever_withdraws_after_having_been_taken_in_leaves_the_course() -> None:
    participant = taken_in(make.offer())
    assert participant.application is not None

    withdraw(participant.application, now=now())

    participant.refresh_from_db()
    assert (participant.state, participant.left_on) == ("left", today())


def test_whoever_gives_a_taken_place_back_leaves_the_course_also_after_a_change() -> None:
    offer = make.offer()
    participant = taken_in(offer)
    moved = services.switch_cohort(
        participant, cohort_of(make.offer()), credits={}, on=today(), now=now()
    )

    decline(PlaceOffer.objects.get(), via_office=True, now=now())

    moved.refresh_from_db()
    assert (moved.state, moved.left_on) == ("left", today())


def test_whoever_declines_an_open_place_leaves_nothing() -> None:
    participant = taken_in(make.offer())
    PlaceOffer.objects.update(state=PlaceState.OPEN)

    decline(PlaceOffer.objects.get(), via_office=True, now=now())

    participant.refresh_from_db()
    assert participant.state == "active"


def test_nobody_waits_for_entries_about_an_erased_person_and_their_place_is_free() -> None:
    offer = make.offer(places=1)
    participant = taken_in(offer)
    make_cohorts.weekends(participant.cohort, held=1)
    before = timedelta(days=30)

    erase_person(participant.person, now=now() - before)

    participant.refresh_from_db()
    assert (participant.state, participant.left_on) == ("left", today() - before)
    assert list(queries.open_sheets(participant.cohort.organisation, now())) == []
    assert places_taken(offer) == 0


def test_a_cohort_without_offer_takes_in_nobody() -> None:
    assert services.add_accepted(make.cohort(), by=make.user(), now=now()) == []


def add(cohort: Cohort, email: str | None, kind: str = "regular") -> Participant:
    return services.add_person(
        cohort, name="Ruben Tschirner", email=email, kind=ParticipantKind(kind),
        joined_on=today(), left_on=today() + timedelta(days=2), now=now(),
    )  # fmt: skip


def test_somebody_without_address_gets_a_place_the_office_acts_for() -> None:
    person = add(make.cohort(due_cents=5), None)

    assert (person.person.email, person.person.has_usable_password()) == (None, False)
    assert (person.due_cents, person.left_on) == (5, None)


def test_the_same_address_twice_is_one_person_and_one_place() -> None:
    cohort = make.cohort()
    known = make.user("ruben@example.org")

    first, second = add(cohort, "Ruben@example.org"), add(cohort, "ruben@example.org ")

    assert first == second
    assert (first.person, mails()) == (known, ["ruben@example.org"])


def test_a_guest_pays_nothing_and_has_a_last_day() -> None:
    guest = add(make.cohort(due_cents=5), None, "makes_up")

    assert (guest.due_cents, guest.left_on) == (0, today() + timedelta(days=2))
    assert queries.participations_of(guest.person) == [guest]


def test_a_pause_and_a_way_back_and_a_last_day() -> None:
    person = make.participant()
    states = []

    for act in (services.pause, services.resume):
        act(person)
        person.refresh_from_db()
        states.append((person.state, person.left_on))
    services.leave(person, on=today())
    states.append((person.state, person.left_on))
    with pytest.raises(Refused, match="ausgeschieden"):
        services.pause(person)
    services.resume(person)

    assert states == [("paused", None), ("active", None), ("left", today())]
    assert (person.state, person.left_on) == ("active", None)


def test_nothing_about_a_pause_is_written_down_but_the_word() -> None:
    fields = {field.name for field in Participant._meta.get_fields()}

    assert not {name for name in fields if "reason" in name} - {"extension_reason"}


def test_a_deadline_moves_with_reason_and_name() -> None:
    person = make.participant()
    until = today() + timedelta(days=100)

    services.extend(person, until=until, reason="Elternzeit", by_name="Amara Okafor")

    record = queries.attendance_part(person, today())
    assert record.extension is not None
    assert (record.extension.until, record.extension.reason, record.extension.by) == (
        until, "Elternzeit", "Amara Okafor",
    )  # fmt: skip


def test_changing_to_the_same_cohort_is_refused() -> None:
    person = make.participant()

    with pytest.raises(Refused, match="derselbe Kurs"):
        services.switch_cohort(person, person.cohort, credits={}, on=today(), now=now())


def test_changing_twice_is_one_new_place_with_what_is_left_to_pay() -> None:
    version = make.version()
    old, new = make.cohort(version), make.cohort(version)
    person = make.participant(old, due_cents=100, paid_cents=30, name="Ines")

    for _turn in range(2):
        made = services.switch_cohort(person, new, credits={"m1": "m1"}, on=today(), now=now())

    person.refresh_from_db()
    assert (person.state, made.cohort, made.name, made.due_cents) == ("left", new, "Ines", 70)
    assert [(row.part, row.part_there, row.source) for row in Credit.objects.all()] == [
        ("m1", "m1", person)
    ]
    assert queries.participations_of(person.person) == [made, person]


def test_a_make_up_is_entered_once_confirmed_and_withdrawn_with_a_trace() -> None:
    person = make.participant()
    facts = {
        "part": "m7", "topic_there": "Modul 8", "site": "Bremen", "from_on": today(),
        "to_on": today(), "units": Decimal(20), "days": Decimal(3), "present": True,
    }  # fmt: skip

    makeup = services.enter_makeup(person, by=make.user(), **facts)  # type: ignore[arg-type]
    same = services.enter_makeup(person, by=make.user(), **facts)  # type: ignore[arg-type]
    services.confirm_makeup(makeup, on=today(), by_name="Haus am Anger", now=now())
    services.withdraw_makeup(makeup, reason="falsche Person", now=now())
    services.withdraw_makeup(makeup, reason="zweites Mal", now=now())

    makeup.refresh_from_db()
    assert (same, person.makeups.count()) == (makeup, 1)
    assert (makeup.confirmed_by, makeup.withdrawn_reason) == ("Haus am Anger", "falsche Person")
    assert queries.attendance_part(person, today()).makeups == ()
    with pytest.raises(Refused, match="zurückgenommen"):
        services.confirm_makeup(makeup, on=today(), by_name="x", now=now())


def test_an_office_knows_the_people_of_its_own_cohorts_alone() -> None:
    person = make.participant()

    assert queries.knows(person.cohort.organisation, person.person)
    assert not queries.knows(make.organisation(), person.person)
    assert make_cohorts.staff(person.cohort).organisation == person.cohort.organisation


def test_the_place_of_somebody_who_finished_ends_some_day_too() -> None:
    person = make.participant(joined_on=today() - timedelta(days=12 * 365))
    make.attendance(make.session(person.cohort), person, 7)
    years = timedelta(days=2 * 365)

    kept = delete_expired(Participant, Participant.privacy, now=now())
    gone = delete_expired(Participant, Participant.privacy, now=now() + years)

    assert (kept, gone, Participant.objects.count()) == (0, 1, 0)
