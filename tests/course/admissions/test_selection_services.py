"""Naming readers, declaring, voting, preparing, releasing."""

import pytest

from tests import make
from tests.course.admissions import selecting
from wirwissen.course.admissions.models import (
    Application,
    Choice,
    Decision,
    Opening,
    Reader,
    Vote,
)
from wirwissen.course.admissions.services import selection as services
from wirwissen.course.programme.models import Offer
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.sealed.services import open_text

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


def test_the_office_is_no_reader_and_strangers_are_not_either(offer: Offer) -> None:
    office = make.member(Role.OFFICE, offer.organisation)
    stranger = make.member(Role.LEAD, make.organisation())

    for user in (office, stranger):
        with pytest.raises(Refused, match="Kursleitung"):
            selecting.name(offer, user)


def test_naming_somebody_twice_does_no_harm(offer: Offer, pair: tuple[User, User]) -> None:
    selecting.name(offer, *pair)

    assert Reader.objects.filter(offer=offer).count() == 2


def test_somebody_who_applies_does_not_read(offer: Offer) -> None:
    lead = make.member(Role.LEAD, offer.organisation)
    make.application(offer, lead)

    with pytest.raises(Refused, match="bewirbt sich selbst"):
        selecting.name(offer, lead)


def test_a_third_person_needs_a_reason(application: Application) -> None:
    lead = make.member(Role.LEAD, application.offer.organisation)

    with pytest.raises(Refused, match="warum"):
        services.name_reader(
            application.offer, user=lead, by=lead, now=now(), application=application
        )


def test_nobody_votes_before_the_declaration(
    application: Application, pair: tuple[User, User]
) -> None:
    with pytest.raises(Refused, match="zuerst, ob Sie die Person kennen"):
        services.vote(
            application, reader=pair[0], choice=Choice.PLACE, criteria={}, note="", now=now()
        )


def test_nobody_votes_without_being_named(application: Application) -> None:
    stranger = make.member(Role.LEAD, application.offer.organisation)

    with pytest.raises(Refused, match="lesen diese Bewerbung nicht"):
        selecting.vote(application, stranger)


def test_a_vote_is_sealed_and_keeps_words_for_known_criteria(
    application: Application, pair: tuple[User, User]
) -> None:
    services.declare(application, reader=pair[0], knows_person=False, now=now())

    vote = services.vote(
        application,
        reader=pair[0],
        choice=Choice.PLACE,
        criteria={"Was im Alltag trägt": "deutlich", "Punkte": "7"},
        note="Fragen",
        now=now(),
    )

    assert vote.criteria == {"Was im Alltag trägt": "deutlich"}
    assert b"Fragen" not in bytes(vote.note_sealed)
    assert open_text(application.envelope, vote, "note_sealed") == "Fragen"


def test_a_vote_can_be_changed_until_the_answer_is_prepared(
    application: Application, pair: tuple[User, User]
) -> None:
    selecting.voted(application, pair, Choice.NOT_NOW)
    selecting.voted(application, pair)
    selecting.prepare(application)

    with pytest.raises(Refused, match="schon vorbereitet"):
        selecting.vote(application, pair[0], Choice.NO)
    assert set(Vote.objects.values_list("choice", flat=True)) == {"place"}


def test_an_unread_dossier_blocks_the_answer(
    application: Application, pair: tuple[User, User]
) -> None:
    selecting.vote(application, pair[0])

    with pytest.raises(Refused, match="Noch nicht alle haben"):
        selecting.prepare(application)


def test_one_to_one_reads_talk_to_each_other(
    application: Application, pair: tuple[User, User]
) -> None:
    selecting.vote(application, pair[0])
    selecting.vote(application, pair[1], Choice.NOT_NOW)

    with pytest.raises(Refused, match="Miteinander sprechen"):
        selecting.prepare(application)


def test_a_declared_conflict_passes_the_vote_to_a_third_person(
    application: Application, pair: tuple[User, User]
) -> None:
    selecting.vote(application, pair[0])
    selecting.declare(application, pair[1], knows=True)
    with pytest.raises(Refused, match="benennt eine dritte"):
        selecting.prepare(application)

    selecting.vote(application, selecting.third(application))

    assert selecting.prepare(application).choice == Choice.PLACE


def test_somebody_who_is_ill_is_replaced_by_a_third_person(
    application: Application, pair: tuple[User, User]
) -> None:
    selecting.vote(application, pair[0])

    selecting.vote(application, selecting.third(application))

    assert selecting.prepare(application).choice == Choice.PLACE


def test_a_reader_who_was_taken_off_keeps_the_votes_given(
    offer: Offer, application: Application, pair: tuple[User, User]
) -> None:
    selecting.voted(application, pair)

    services.dismiss_reader(Reader.objects.get(offer=offer, user=pair[0]))

    assert selecting.prepare(application).choice == Choice.PLACE


def test_a_reader_who_was_taken_off_votes_no_more(
    offer: Offer, application: Application, pair: tuple[User, User]
) -> None:
    selecting.declare(application, pair[0])
    services.dismiss_reader(Reader.objects.get(offer=offer, user=pair[0]))

    with pytest.raises(Refused, match="lesen diese Bewerbung nicht"):
        services.vote(
            application, reader=pair[0], choice=Choice.NO, criteria={}, note="", now=now()
        )


def test_a_conflict_that_shows_late_takes_vote_and_prepared_answer_back(
    application: Application, pair: tuple[User, User]
) -> None:
    selecting.decide(application, pair)

    selecting.declare(application, pair[0], knows=True)

    assert not Decision.objects.exists()
    assert [vote.reader for vote in Vote.objects.all()] == [pair[1]]
    assert Opening.objects.get(reader=pair[0]).knows_person


def test_a_declared_conflict_stays(application: Application, pair: tuple[User, User]) -> None:
    selecting.declare(application, pair[0], knows=True)

    selecting.declare(application, pair[0], knows=False)

    assert Opening.objects.get().knows_person


def test_nobody_answers_against_the_votes(
    application: Application, pair: tuple[User, User]
) -> None:
    selecting.voted(application, pair)

    with pytest.raises(Refused, match="Stimmen sagen etwas anderes"):
        selecting.prepare(application, Choice.NO)


def test_not_now_always_says_what_is_possible_next(
    application: Application, pair: tuple[User, User]
) -> None:
    selecting.voted(application, pair, Choice.NOT_NOW)

    with pytest.raises(Refused, match="als Nächstes möglich"):
        selecting.prepare(application, Choice.NOT_NOW, next_step="")


def test_ranks_are_counted_up_and_can_be_changed_before_the_release(
    offer: Offer, pair: tuple[User, User]
) -> None:
    first, second = (
        selecting.decide(make.application(offer), pair, Choice.WAITING) for _no in range(2)
    )

    services.rank_up(second)

    ranks = dict(Decision.objects.values_list("pk", "rank"))
    assert ranks == {first.pk: 2, second.pk: 1}


def test_an_answer_taken_back_lets_people_vote_again(
    application: Application, pair: tuple[User, User]
) -> None:
    services.take_back(selecting.decide(application, pair))

    selecting.voted(application, pair, Choice.NO)

    assert selecting.prepare(application, Choice.NO).choice == Choice.NO
