"""Places: take, give back, expire, move on by rank."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests import make
from tests.course.admissions import selecting
from wirwissen.course.admissions import services as admissions_services
from wirwissen.course.admissions.models import (
    Application,
    ApplicationState,
    Choice,
    Decision,
    PlaceOffer,
    PlaceState,
)
from wirwissen.course.admissions.queries.places import accepted, waiting_list
from wirwissen.course.admissions.services import application as application_services
from wirwissen.course.admissions.services import places
from wirwissen.course.programme.models import Offer
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.foundation.privacy.services.erasure import erase_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer() -> Offer:
    return make.offer(places=1, starts_on=today() + timedelta(days=200))


@pytest.fixture
def released(offer: Offer) -> tuple[Application, Application, Application]:
    """One with the only place, two on the waiting list."""
    pair = selecting.tandem(offer)
    rows = (make.application(offer), make.application(offer), make.application(offer))
    for row, choice in zip(rows, (Choice.PLACE, Choice.WAITING, Choice.WAITING), strict=True):
        selecting.decide(row, pair, choice)
    selecting.release(offer)
    OutboxMail.objects.all().delete()
    return rows


Rows = tuple[Application, Application, Application]


def states(rows: Rows) -> list[list[str]]:
    return [list(row.place_offers.values_list("state", flat=True)) for row in rows]


def test_a_place_is_taken(offer: Offer, released: Rows) -> None:
    places.accept(selecting.place_of(released[0]), via_office=False, now=now())

    assert states(released) == [["accepted"], [], []]
    assert list(accepted(offer)) == [released[0]]


def test_taking_a_place_twice_does_no_harm(released: Rows) -> None:
    place = selecting.place_of(released[0])

    first = places.accept(place, via_office=False, now=now())
    second = places.accept(place, via_office=True, now=now())

    assert (first.answered_at, first.via_office) == (second.answered_at, second.via_office)


def test_a_place_that_is_over_cannot_be_taken_and_says_how_to_go_on(released: Rows) -> None:
    place = selecting.place_of(released[0])

    with pytest.raises(Refused, match="Rufen Sie uns an"):
        places.accept(place, via_office=False, now=place.expires_at)

    assert states(released) == [["open"], [], []]


def test_accept_looks_again_once_it_holds_the_lock(
    released: Rows, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody else was faster between the page and the lock: the place is gone."""
    place = selecting.place_of(released[0])
    lock: Callable[[str], Offer] = places.lock_course

    def faster(pk: str) -> Offer:
        PlaceOffer.objects.filter(pk=place.pk).update(state=PlaceState.EXPIRED)
        return lock(pk)

    monkeypatch.setattr(places, "lock_course", faster)

    with pytest.raises(Refused, match="abgelaufen"):
        places.accept(place, via_office=False, now=now())
    assert not PlaceOffer.objects.filter(state=PlaceState.ACCEPTED).exists()


def test_accept_counts_the_places_again_under_the_lock(offer: Offer, released: Rows) -> None:
    places.offer_place(released[1], now=now())  # one more than there are, by whatever mistake
    places.accept(selecting.place_of(released[1]), via_office=False, now=now())

    with pytest.raises(Refused, match="kein Platz frei"):
        places.accept(selecting.place_of(released[0]), via_office=False, now=now())
    assert list(accepted(offer)) == [released[1]]


def test_an_offered_place_is_kept_though_the_office_lowered_their_number(
    offer: Offer, released: Rows
) -> None:
    Offer.objects.filter(pk=offer.pk).update(places=2)
    places.move_up(offer, now=now())
    Offer.objects.filter(pk=offer.pk).update(places=1)

    places.accept(selecting.place_of(released[0]), via_office=False, now=now())

    assert states(released) == [["accepted"], ["open"], []]


def test_a_declined_place_goes_to_the_next_rank_at_once(released: Rows) -> None:
    places.decline(selecting.place_of(released[0]), via_office=False, now=now())

    assert states(released) == [["declined"], ["open"], []]
    assert Decision.objects.get(application=released[1]).choice == Choice.PLACE
    assert [row.application for row in waiting_list(released[2].offer)] == [released[2]]
    assert [mail.recipient for mail in OutboxMail.objects.all()] == [released[1].person.email]


def test_declining_twice_moves_one_person_up(released: Rows) -> None:
    place = selecting.place_of(released[0])

    for _no in range(2):
        places.decline(place, via_office=False, now=now())

    assert states(released) == [["declined"], ["open"], []]


def test_one_place_given_back_moves_one_person_up_though_more_are_free(
    offer: Offer, released: Rows
) -> None:
    Offer.objects.filter(pk=offer.pk).update(places=24)

    places.decline(selecting.place_of(released[0]), via_office=False, now=now())

    assert states(released) == [["declined"], ["open"], []]


def test_an_expired_place_moves_on_by_rank(offer: Offer, released: Rows) -> None:
    later = selecting.place_of(released[0]).expires_at

    counts = [places.let_expire(offer, now=later), places.let_expire(offer, now=later)]

    assert counts == [1, 0]
    assert states(released) == [["expired"], ["open"], []]
    assert Application.objects.get(pk=released[0].pk).closed_at == later
    assert OutboxMail.objects.count() == 2


def test_a_place_that_still_stands_is_left_alone(offer: Offer, released: Rows) -> None:
    before = selecting.place_of(released[0]).expires_at - timedelta(seconds=1)

    assert places.let_expire(offer, now=before) == 0
    assert states(released) == [["open"], [], []]


def test_the_timetable_moves_places_on_by_itself(released: Rows) -> None:
    PlaceOffer.objects.update(expires_at=now() - timedelta(minutes=1))

    admissions_services.tidy_place_offers.func()
    admissions_services.tidy_place_offers.func()

    assert states(released) == [["expired"], ["open"], []]


def test_who_withdraws_makes_room_for_the_next_rank(released: Rows) -> None:
    places.accept(selecting.place_of(released[0]), via_office=False, now=now())

    application_services.withdraw(released[0], now=now())

    assert states(released) == [["declined"], ["open"], []]


def test_the_place_of_an_erased_person_goes_to_the_next_rank(released: Rows) -> None:
    erase_person(released[0].person, now=now())

    assert states(released)[1:] == [["open"], []]
    assert [mail.recipient for mail in OutboxMail.objects.all()] == [released[1].person.email]


def test_who_withdraws_from_the_waiting_list_frees_no_place(released: Rows) -> None:
    application_services.withdraw(released[1], now=now())

    assert states(released) == [["open"], [], []]
    assert [row.application for row in waiting_list(released[2].offer)] == [released[2]]


def test_a_quiet_person_is_passed_over_without_a_mail(released: Rows) -> None:
    User.objects.filter(pk=released[1].person_id).update(is_quiet=True)

    places.decline(selecting.place_of(released[0]), via_office=False, now=now())

    assert states(released) == [["declined"], [], ["open"]]
    assert [mail.recipient for mail in OutboxMail.objects.all()] == [released[2].person.email]


def test_somebody_without_an_address_answers_through_the_office(offer: Offer) -> None:
    pair = selecting.tandem(offer)
    row = make.application(offer, make.user(None), by_office=True)
    selecting.decide(row, pair)
    selecting.release(offer)

    place = places.accept(selecting.place_of(row), via_office=True, now=now())

    assert (place.state, place.via_office) == (PlaceState.ACCEPTED, True)
    assert OutboxMail.objects.count() == 0


def test_somebody_with_an_address_is_told_that_the_office_answered(released: Rows) -> None:
    places.accept(selecting.place_of(released[0]), via_office=True, now=now())

    assert [mail.recipient for mail in OutboxMail.objects.all()] == [released[0].person.email]


def test_nobody_moves_up_after_the_first_day(offer: Offer, released: Rows) -> None:
    Offer.objects.filter(pk=offer.pk).update(starts_on=today())

    places.decline(selecting.place_of(released[0]), via_office=False, now=now())

    assert states(released) == [["declined"], [], []]


def test_the_office_offers_a_free_place_to_the_first_rank(offer: Offer, released: Rows) -> None:
    assert not places.move_up(offer, now=now())  # none is free

    Offer.objects.filter(pk=offer.pk).update(places=2)

    assert places.move_up(offer, now=now())
    assert states(released) == [["open"], ["open"], []]


def test_close_to_the_start_the_next_rank_has_two_days(offer: Offer, released: Rows) -> None:
    Offer.objects.filter(pk=offer.pk).update(starts_on=today() + timedelta(days=20))
    at = now()

    places.decline(selecting.place_of(released[0]), via_office=False, now=at)

    stands = selecting.place_of(released[1]).expires_at - at
    assert timedelta(hours=47) <= stands <= timedelta(hours=50)  # full hour, clock change


def test_what_a_course_left_open_ends_when_it_begins(offer: Offer, released: Rows) -> None:
    assert places.close_begun(now=now()) == 0
    Offer.objects.filter(pk=offer.pk).update(starts_on=today())

    assert [places.close_begun(now=now()), places.close_begun(now=now())] == [3, 0]


def closed_days(*rows: Application) -> list[bool]:
    found = {row.pk: row.closed_at is not None for row in Application.objects.all()}
    return [found[row.pk] for row in rows]


def test_drafts_and_unanswered_applications_end_too_when_the_course_begins(offer: Offer) -> None:
    draft = make.application(offer, state=ApplicationState.DRAFT)
    sent = make.application(offer, state=ApplicationState.SUBMITTED)
    other = make.application(make.offer(starts_on=today() + timedelta(days=1)))
    Offer.objects.filter(pk=offer.pk).update(starts_on=today())

    places.close_begun(now=now())

    assert closed_days(draft, sent, other) == [True, True, False]


def test_what_ended_opens_again_when_the_course_is_put_off(offer: Offer, released: Rows) -> None:
    one, two = (reader.user for reader in offer.readers.all())
    refused = make.application(offer)
    selecting.decide(refused, (one, two), Choice.NO)
    selecting.release(offer)
    Offer.objects.filter(pk=offer.pk).update(starts_on=today())
    places.close_begun(now=now())

    Offer.objects.filter(pk=offer.pk).update(starts_on=today() + timedelta(days=90))
    places.close_begun(now=now())

    assert closed_days(*released, refused) == [False, False, False, True]


def test_an_offer_without_a_first_day_ends_its_applications_some_day() -> None:
    row = make.application(make.offer(starts_on=None, starts="2026", state="published"))
    years_later = now() + timedelta(days=400)

    assert [places.close_begun(now=now()), places.close_begun(now=years_later)] == [0, 1]
    assert closed_days(row) == [True]
