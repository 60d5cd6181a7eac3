"""Releasing answers together, and the mails that go with it."""

import pytest

from tests import make
from tests.course.admissions import selecting
from wirwissen.course.admissions.models import Application, ApplicationState, Choice, Decision
from wirwissen.course.admissions.queries.places import prepared, waiting_list
from wirwissen.course.admissions.services import selection as services
from wirwissen.course.programme.models import Offer
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.foundation.mail.services import body_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer() -> Offer:
    return make.offer(places=2)


@pytest.fixture
def pair(offer: Offer) -> tuple[User, User]:
    return selecting.tandem(offer)


@pytest.fixture
def application(offer: Offer) -> Application:
    return make.application(offer)


def test_all_prepared_answers_go_out_together(offer: Offer, pair: tuple[User, User]) -> None:
    rows = [make.application(offer) for _no in range(4)]
    for row, choice in zip(rows, ("place", "waiting", "not_now", "no"), strict=True):
        selecting.decide(row, pair, Choice(choice))
    before = OutboxMail.objects.count()

    count = selecting.release(offer)

    states = set(offer.applications.values_list("state", flat=True))
    closed = [Application.objects.get(pk=row.pk).closed_at is not None for row in rows]
    assert (before, count, states) == (0, 4, {ApplicationState.DECIDED})
    assert closed == [False, False, True, True]
    assert selecting.place_of(rows[0]).state == "open"
    assert [row.application for row in waiting_list(offer)] == [rows[1]]


def test_mails_say_nothing_about_the_answer(offer: Offer, pair: tuple[User, User]) -> None:
    Offer.objects.filter(pk=offer.pk).update(title="Qualifizierung am Fluss")
    for choice in (Choice.PLACE, Choice.NOT_NOW):
        selecting.decide(make.application(offer, name="Ida Sonne"), pair, choice)

    selecting.release(offer)

    for mail in OutboxMail.objects.all():
        told = (mail.subject + body_of(mail)).lower().replace("kurs.localhost", "")
        words = ("platz", "kurs", "bewerb", "fluss", "ida", "jetzt nicht")
        assert [word for word in words if word in told] == []


def test_quiet_people_and_people_without_address_get_no_mail(
    offer: Offer, pair: tuple[User, User]
) -> None:
    quiet = make.application(offer)
    User.objects.filter(pk=quiet.person_id).update(is_quiet=True)
    by_letter = make.application(offer, make.user(None))
    for row in (quiet, by_letter):
        selecting.decide(row, pair)

    selecting.release(offer)

    assert OutboxMail.objects.count() == 0


def test_never_more_places_are_promised_than_there_are(
    offer: Offer, pair: tuple[User, User]
) -> None:
    for _no in range(3):
        selecting.decide(make.application(offer), pair)

    with pytest.raises(Refused, match=r"Zusagen: 3\. Freie Plätze: 2\."):
        selecting.release(offer)

    assert not Decision.objects.filter(released_at__isnull=False).exists()


def test_nothing_goes_out_if_the_list_changed_since_it_was_looked_at(
    offer: Offer, pair: tuple[User, User]
) -> None:
    selecting.decide(make.application(offer), pair)
    seen = prepared(offer).mark
    selecting.decide(make.application(offer), pair)

    with pytest.raises(Refused, match="etwas geändert"):
        services.release_all(offer, by=pair[0], seen=seen, now=now())


def test_releasing_twice_sends_nothing_twice(offer: Offer, pair: tuple[User, User]) -> None:
    selecting.decide(make.application(offer), pair)

    counts = [selecting.release(offer), selecting.release(offer)]

    assert counts == [1, 0]
    assert OutboxMail.objects.count() == 1


def test_a_released_answer_is_final(application: Application, pair: tuple[User, User]) -> None:
    decision = selecting.decide(application, pair)
    selecting.release(application.offer)

    services.take_back(decision)
    with pytest.raises(Refused, match="nicht geprüft"):
        selecting.prepare(application, Choice.WAITING)

    assert Decision.objects.get().choice == Choice.PLACE
