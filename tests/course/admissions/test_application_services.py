"""Begin, save, send, take back, withdraw."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail

from tests import make
from wirwissen.course.admissions.models import Application, ApplicationState, PlaceState
from wirwissen.course.admissions.rules.application import REQUIRED, Section
from wirwissen.course.admissions.services import application as services
from wirwissen.course.programme.models import OfferState
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.foundation.sealed import store
from wirwissen.foundation.sealed.services import open_text

pytestmark = pytest.mark.django_db


def finished(**fields: Any) -> Application:
    """A draft with everything that is needed."""
    done = [section.value for section in REQUIRED]
    return make.application(state=ApplicationState.DRAFT, done=done, **fields)


def test_the_first_use_binds_the_code_and_makes_a_draft() -> None:
    offer, person = make.offer(), make.user()
    code = make.entitlement(offer.version.programme, name="Mara Lindner")

    made = services.begin(offer, person=person, entitlement=code, now=now())

    code.refresh_from_db()
    assert (code.person, made.state, made.number, made.name) == (
        person,
        ApplicationState.DRAFT,
        1,
        "Mara Lindner",
    )


def test_beginning_twice_goes_on_with_the_same_application() -> None:
    offer, person = make.offer(), make.user()
    code = make.entitlement(offer.version.programme)

    first = services.begin(offer, person=person, entitlement=code, now=now())
    second = services.begin(offer, person=person, entitlement=code, now=now())

    assert first == second


def test_a_code_that_somebody_else_used_opens_nothing() -> None:
    offer = make.offer()
    code = make.entitlement(offer.version.programme, person=make.user())

    with pytest.raises(Refused):
        services.begin(offer, person=make.user(), entitlement=code, now=now())

    assert not Application.objects.exists()


def test_without_a_code_only_an_offer_that_needs_none_can_be_begun() -> None:
    free = make.offer(needs_info_event=False)

    services.begin(free, person=make.user(), entitlement=None, now=now())
    with pytest.raises(Refused, match="Code von einem Info-Termin"):
        services.begin(make.offer(), person=make.user(), entitlement=None, now=now())


@pytest.mark.parametrize(
    "fields", [{"apply_until": None, "state": OfferState.CLOSED}, {"apply_until": "gestern"}]
)
def test_a_closed_offer_takes_no_new_application(fields: dict[str, Any]) -> None:
    if fields["apply_until"] == "gestern":
        fields = {"apply_until": today() - timedelta(days=1)}
    offer = make.offer(needs_info_event=False, **fields)

    with pytest.raises(Refused, match="beendet"):
        services.begin(offer, person=make.user(), entitlement=None, now=now())


def test_numbers_of_withdrawn_applications_are_not_given_again() -> None:
    offer = make.offer(needs_info_event=False)
    first = services.begin(offer, person=make.user(), entitlement=None, now=now())
    services.withdraw(first, now=now())

    second = services.begin(offer, person=first.person, entitlement=None, now=now())

    assert (first.number, second.number) == (1, 2)


def test_a_text_is_sealed_and_opens_again() -> None:
    application = make.application(state=ApplicationState.DRAFT)

    services.save_section(
        application, Section.ANCHORS, {"text": "Der Garten am Fluss."}, is_done=True, now=now()
    )

    application.refresh_from_db()
    sealed = bytes(application.anchors_sealed)
    assert b"Garten" not in sealed
    text = open_text(application.envelope, application, "anchors_sealed")
    assert (text, application.done) == ("Der Garten am Fluss.", ["was-traegt"])


def test_support_needs_lie_in_another_envelope_than_the_dossier() -> None:
    application = make.application(state=ApplicationState.DRAFT)
    services.save_section(
        application, Section.NEEDS, {"text": "Ein Platz an der Tür."}, is_done=True, now=now()
    )
    application.refresh_from_db()

    assert open_text(application.needs_envelope, application, "needs_sealed") == (
        "Ein Platz an der Tür."
    )
    assert open_text(application.envelope, application, "needs_sealed") == "…"


def test_saving_for_later_takes_the_finished_mark_away() -> None:
    application = finished()

    services.save_section(application, Section.CV, {"text": "1990"}, is_done=False, now=now())

    application.refresh_from_db()
    assert "lebenslauf" not in application.done
    assert set(application.saved_at) == {"lebenslauf"}


def test_nothing_changes_once_it_is_sent() -> None:
    application = make.application()

    with pytest.raises(Refused, match="schon abgeschickt"):
        services.save_section(application, Section.CV, {"text": "x"}, is_done=True, now=now())


def test_sending_twice_sends_one_neutral_mail() -> None:
    application = finished()

    services.send(application, now=now())
    services.send(application, now=now())

    application.refresh_from_db()
    assert application.state == ApplicationState.SUBMITTED
    assert [each.subject for each in OutboxMail.objects.all()] == ["Bei uns angekommen"]
    assert not mail.outbox


def test_with_parts_missing_or_too_late_nothing_is_sent() -> None:
    late = make.offer(apply_until=today() - timedelta(days=1))

    with pytest.raises(Refused, match="fehlt noch etwas"):
        services.send(make.application(state=ApplicationState.DRAFT), now=now())
    with pytest.raises(Refused, match="Rufen Sie uns an"):
        services.send(finished(of=late), now=now())

    assert not Application.objects.filter(state=ApplicationState.SUBMITTED).exists()


def test_it_comes_back_until_somebody_has_opened_it() -> None:
    application = make.application()

    services.reopen(application, now=now())
    application.refresh_from_db()
    assert (application.state, application.submitted_at) == (ApplicationState.DRAFT, None)

    opened = make.application()
    opened.openings.create(reader=make.user(), knows_person=False, declared_at=now())
    with pytest.raises(Refused, match="wird schon gelesen"):
        services.reopen(opened, now=now())


@pytest.mark.django_db(transaction=True)
def test_withdrawing_erases_texts_keys_names_and_votes() -> None:
    application = make.application(motivation="Ich möchte lernen.", address="Uferweg 1")
    envelopes = [application.envelope_id, application.needs_envelope_id]
    application.votes.create(reader=make.user(), choice="place", given_at=now())
    application.place_offers.create(offered_at=now(), expires_at=now())

    services.withdraw(application, now=now())
    services.withdraw(application, now=now())

    application.refresh_from_db()
    assert application.state == ApplicationState.WITHDRAWN
    assert application.closed_at is not None
    assert (application.name, application.address, bytes(application.motivation_sealed)) == (
        "",
        "",
        b"",
    )
    assert not store.known_envelopes() & set(envelopes)
    assert not application.votes.exists()
    assert [place.state for place in application.place_offers.all()] == [PlaceState.DECLINED]


def test_nobody_without_address_or_in_the_quiet_state_gets_a_mail() -> None:
    without = finished(person=make.user(None))
    quiet = finished()
    quiet.person.is_quiet = True
    quiet.person.save()

    services.send(without, now=now())
    services.send(quiet, now=now())

    assert not OutboxMail.objects.exists()
