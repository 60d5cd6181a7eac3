"""Erasing reaches every row of a person, and nobody else's."""

from datetime import timedelta

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from tests import make
from tests.foundation.privacy.marks import PERSONAL, SEALED, marked_person, whole_database
from wirwissen.course.admissions.models import Application
from wirwissen.course.cohorts.models import Attendance
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.foundation.mail.services import queue_mail
from wirwissen.foundation.privacy import hooks
from wirwissen.foundation.privacy.models import Erasure, Reading
from wirwissen.foundation.privacy.services import erase_person, replay_erasures
from wirwissen.foundation.privacy.services.erasure import refuse_to_leave_no_office
from wirwissen.foundation.sealed import store
from wirwissen.foundation.sealed.store import KeyGone

pytestmark = pytest.mark.django_db


def test_no_mark_of_the_person_is_left_anywhere(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    marked = marked_person()
    before = whole_database()

    with django_capture_on_commit_callbacks(execute=True):
        erase_person(marked.user, now=now())

    after = whole_database()
    assert [mark for mark in PERSONAL if mark not in before] == []
    assert [mark for mark in PERSONAL if mark in after] == []
    assert SEALED not in before


def test_the_keys_are_gone_with_the_commit_and_not_before(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    marked = marked_person()
    envelope = marked.application.envelope
    assert envelope is not None

    with django_capture_on_commit_callbacks() as waiting:
        erase_person(marked.user, now=now())
    still_there = store.data_key(envelope.pk)
    for callback in waiting:
        callback()

    assert len(still_there) == 32
    with pytest.raises(KeyGone):
        store.data_key(envelope.pk)


def test_lists_say_that_a_person_was_deleted_and_the_ledger_keeps_its_sum() -> None:
    marked = marked_person()

    erase_person(marked.user, now=now())

    marked.participant.refresh_from_db()
    assert marked.participant.name == "gelöschte Person"
    assert [row.units for row in Attendance.objects.all()] == [7]
    assert (Application.objects.count(), Reading.objects.count()) == (0, 0)


def test_nobody_else_loses_anything() -> None:
    marked, other = marked_person(), make.application(motivation="bleibt", name="Andere")
    make.participant(marked.participant.cohort, name="Nachbarin")
    queue_mail("accounts/mail/password_changed.txt", to="andere@example.org")

    erase_person(marked.user, now=now())

    text = whole_database()
    assert [name for name in ("Andere", "Nachbarin") if name not in text] == []
    assert Application.privacy.reveal is not None
    assert Application.privacy.reveal(other, "motivation_sealed") == "bleibt"
    assert [mail.recipient for mail in OutboxMail.objects.all()] == ["andere@example.org"]


def test_what_colleagues_did_for_others_stays_when_a_colleague_is_erased() -> None:
    application, reader = make.application(), make.user()
    application.votes.create(reader=reader, choice="place", given_at=now())

    erase_person(reader, now=now())

    reader.refresh_from_db()
    assert application.votes.count() == 1
    assert (reader.email, reader.is_active, reader.has_usable_password()) == (None, False, False)


def test_an_account_under_which_nothing_stays_is_deleted() -> None:
    user = make.user()
    make.application(person=user)

    erase_person(user, now=now())

    assert not User.objects.filter(pk=user.pk).exists()


def test_erasing_twice_does_no_harm() -> None:
    marked, first = marked_person(), now()

    erase_person(marked.user, now=first)
    if User.objects.filter(pk=marked.user.pk).exists():
        erase_person(marked.user, now=first + timedelta(days=1))

    assert [row.erased_at for row in Erasure.objects.all()] == [first]


def test_after_a_restore_the_ledger_is_replayed() -> None:
    marked = marked_person()
    Erasure.objects.create(subject_id=marked.user.pk, erased_at=now())  # the copy still has them

    count = replay_erasures()

    text = whole_database()
    assert count == 1
    assert [mark for mark in PERSONAL if mark in text] == []
    assert Erasure.objects.count() == 1


def test_an_app_may_say_no_and_then_nothing_happened(monkeypatch: pytest.MonkeyPatch) -> None:
    marked = marked_person()

    def refuse(_user: User, _at: object) -> None:
        raise Refused("Erst den Schlüssel zurückgeben.")

    monkeypatch.setattr(hooks, "before_erase", [refuse])
    monkeypatch.setattr(
        "wirwissen.foundation.privacy.services.erasure.before_erase", hooks.before_erase
    )

    with pytest.raises(Refused):
        erase_person(marked.user, now=now())

    assert PERSONAL[1] in whole_database()
    assert Erasure.objects.count() == 0


def test_the_last_person_of_the_office_is_asked_to_find_another_first() -> None:
    place = make.organisation("Haus am See")
    first = make.member(Role.OFFICE, place)

    with pytest.raises(Refused, match="allein im Büro von Haus am See"):
        refuse_to_leave_no_office(first)
    make.member(Role.OFFICE, place)

    refuse_to_leave_no_office(first)
