"""At the door: check-in, walk-in, undo, the printed list typed in."""

from datetime import date, datetime, timedelta

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
from wirwissen.course.events import queries, services
from wirwissen.course.events.models import Entitlement, Event, Registration
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.errors import Refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = END + DAY


def at_door(of: Event, name: str) -> Registration:
    return of.registrations.get(name=name)


@pytest.fixture
def host() -> User:
    return make.user()


def test_check_in_earns_the_entitlement_and_mails_its_code(host: User) -> None:
    of = event()
    row = book(of, "Kim")

    done = services.check_in(row.pk, by=host, now=START)

    row.refresh_from_db()
    assert (row.attended_at, row.checked_in_by) == (START, host)
    assert (done.entitlement.name, done.entitlement.attended_on) == ("Kim", date(2027, 8, 28))
    assert done.entitlement.valid_until == date(2029, 8, 27)
    assert done.code in mail_text("kim@example.org", "code")
    assert queries.entitlement_by_code(done.code.lower().replace(" ", "-")) == done.entitlement


def test_check_in_twice_makes_one_entitlement_and_one_mail(host: User) -> None:
    of = event()
    row = book(of, "Kim")

    services.check_in(row.pk, by=host, now=START)
    again = services.check_in(row.pk, by=host, now=START)

    assert (again.code, Entitlement.objects.count(), mails().count("code")) == ("", 1, 1)


@pytest.mark.parametrize("moment", [START - timedelta(minutes=61), END + timedelta(days=15)])
def test_check_in_outside_its_time_says_when(host: User, moment: object) -> None:
    of = event()
    row = book(of, "Kim")

    with pytest.raises(Refused, match="ab einer Stunde vor Beginn"):
        services.check_in(row.pk, by=host, now=moment)  # type: ignore[arg-type]


def test_walk_in_without_mail_is_there_and_the_code_is_handed_over(host: User) -> None:
    of = event()

    done = services.walk_in(of.pk, guest("Ada", ""), by=host, now=START)

    assert (done.registration.name, done.registration.attended_at) == ("Ada", START)
    assert (done.entitlement.email, mails()) == ("", [])
    assert queries.entitlement_by_code(done.code) == done.entitlement


def test_walk_in_with_a_registered_address_checks_in_that_row(host: User) -> None:
    of = event()
    row = register(of, "Kim", START - DAY / 24)

    done = services.walk_in(of.pk, guest("Kim"), by=host, now=START - DAY / 48)

    assert (done.registration.pk, states(of)) == (row.pk, {"Kim": "CONFIRMED"})


def test_a_full_house_takes_no_walk_in_and_says_what_to_do(host: User) -> None:
    of = event(seats=1)
    book(of, "Ada")

    with pytest.raises(Refused, match="Sagen Sie für jemanden ab, der nicht kommt"):
        services.walk_in(of.pk, guest("Ben", ""), by=host, now=START)


def test_somebody_from_the_waiting_list_who_came_gets_a_free_chair(host: User) -> None:
    of = event(seats=1)
    ada = book(of, "Ada")
    ben = book(of, "Ben")

    with pytest.raises(Refused, match="Alle Plätze"):
        services.check_in(ben.pk, by=host, now=START)
    services.cancel(ada.pk, now=START, by_office=True)
    services.check_in(ben.pk, by=host, now=START)

    assert states(of) == {"Ada": "CANCELLED", "Ben": "CONFIRMED"}


def test_the_sheet_printed_before_and_the_page_to_type_it_in_keep_one_order(host: User) -> None:
    of = event(seats=2)
    morning = START - DAY / 24
    book(of, "Cem")
    register(of, "Ada", morning)
    register(of, "Ben", morning)
    printed = [line.registration.name for line in all_lines(of, morning)]

    services.tidy(now=LATER)

    assert printed == ["Ada", "Cem", "Ben"]
    assert [line.registration.name for line in all_lines(of, LATER)] == printed
    services.check_in(at_door(of, "Ada").pk, by=host, now=LATER)
    assert states(of)["Ada"] == "CONFIRMED"


def all_lines(of: Event, now: datetime) -> list[queries.DoorLine]:
    door = queries.door_list(of, now)
    return [*door.places, *door.waiting]


def test_a_wrong_check_in_is_undone_and_takes_the_entitlement_with_it(host: User) -> None:
    of = event()
    row = book(of, "Kim")
    done = services.check_in(row.pk, by=host, now=START)

    services.undo_check_in(row.pk, now=START)

    row.refresh_from_db()
    assert (row.attended_at, row.checked_in_by, row.state) == (None, None, "confirmed")
    entitlement = Entitlement.objects.get()
    assert (entitlement.withdrawn_at, entitlement.withdrawn_reason) == (
        START,
        "Der Eintrag an der Tür war falsch.",
    )
    with pytest.raises(Refused, match="Dieser Code gilt nicht mehr"):
        services.bind(done.entitlement, make.user(), START)


def test_checked_in_again_after_an_undo_the_entitlement_lives_with_a_new_code(host: User) -> None:
    of = event()
    row = book(of, "Kim")
    first = services.check_in(row.pk, by=host, now=START)
    services.undo_check_in(row.pk, now=START)

    second = services.check_in(row.pk, by=host, now=START)

    assert (second.entitlement.pk, second.entitlement.withdrawn_at) == (first.entitlement.pk, None)
    assert queries.entitlement_by_code(first.code) is None
    assert queries.entitlement_by_code(second.code) == second.entitlement


def test_an_undo_says_so_when_an_application_has_begun(host: User) -> None:
    of = event()
    row = book(of, "Kim")
    done = services.check_in(row.pk, by=host, now=START)
    services.bind(done.entitlement, make.user(), START)

    with pytest.raises(Refused, match="läuft schon eine Bewerbung"):
        services.undo_check_in(row.pk, now=START)

    row.refresh_from_db()
    assert row.attended_at == START


def test_an_undo_goes_once_the_office_has_withdrawn_the_used_entitlement(host: User) -> None:
    of = event()
    row = book(of, "Kim")
    done = services.check_in(row.pk, by=host, now=START)
    services.bind(done.entitlement, make.user(), START)
    services.withdraw(done.entitlement, reason="War jemand anderes.", now=START)

    services.undo_check_in(row.pk, now=START)

    row.refresh_from_db()
    assert (row.attended_at, Entitlement.objects.get().withdrawn_reason) == (
        None,
        "War jemand anderes.",
    )


def test_a_printed_list_is_typed_in_with_one_save(host: User) -> None:
    of = event(seats=4)
    ada, ben = book(of, "Ada"), book(of, "Ben")
    services.check_in(ben.pk, by=host, now=START)

    done = services.enter_list(
        of.pk, there={ada.pk}, walk_ins=[guest("Cem", ""), guest("Dana")], by=host, now=LATER
    )

    assert sorted(one.registration.name for one in done) == ["Ada", "Cem", "Dana"]
    assert queries.door_list(of, LATER).attended == 4
    assert at_door(of, "Ben").attended_at == START  # an empty box undoes nothing


def test_on_paper_walk_ins_sat_on_the_chairs_of_those_who_stayed_away(host: User) -> None:
    of = event(seats=2)
    book(of, "Ada")
    book(of, "Ben")

    services.enter_list(
        of.pk, there=[], walk_ins=[guest("Cem", ""), guest("Dana", "")], by=host, now=LATER
    )

    with pytest.raises(Refused, match="Alle Plätze"):
        services.check_in(at_door(of, "Ada").pk, by=host, now=LATER)


def test_a_list_is_saved_whole_or_not_at_all(host: User) -> None:
    of = event(seats=1)
    ada = book(of, "Ada")

    with pytest.raises(Refused, match="Alle Plätze"):
        services.enter_list(of.pk, there=[ada.pk], walk_ins=[guest("Cem", "")], by=host, now=START)

    assert (at_door(of, "Ada").attended_at, of.registrations.count()) == (None, 1)


def test_a_list_never_checks_in_people_of_another_event(host: User) -> None:
    of, other = event(), event()
    stranger = book(other, "Ada")

    services.enter_list(of.pk, there=[stranger.pk], walk_ins=[], by=host, now=START)

    stranger.refresh_from_db()
    assert stranger.attended_at is None


def test_whoever_was_there_cannot_cancel(host: User) -> None:
    of = event()
    row = book(of, "Kim", NOW)
    services.check_in(row.pk, by=host, now=START)

    with pytest.raises(Refused, match="Sie waren schon da"):
        services.cancel(row.pk, now=START)
