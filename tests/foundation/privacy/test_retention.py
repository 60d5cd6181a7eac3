"""The nightly job deletes what has reached its date, and nothing else."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session as BrowserSession
from django.db import connection
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from tests import make
from wirwissen.course.admissions.models import Application, ApplicationState
from wirwissen.course.cohorts.models import Session
from wirwissen.course.events.models import Event, Registration
from wirwissen.foundation.accounts.models import KeptPost, RoleChange, User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.acts import create_act
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.models import ActLink, FormKey
from wirwissen.foundation.core.personal import PersonalData
from wirwissen.foundation.mail.models import OutboxMail
from wirwissen.foundation.mail.services import queue_mail
from wirwissen.foundation.privacy.services import keep_the_dates, keep_the_hours
from wirwissen.foundation.privacy.services.files import drop_ownerless_files
from wirwissen.foundation.privacy.services.retention import (
    delete_expired,
    delete_ownerless_envelopes,
    delete_unused_accounts,
    tidy_key_store,
)
from wirwissen.foundation.sealed import store
from wirwissen.foundation.sealed.files import keep_file, read_file
from wirwissen.foundation.sealed.models import Envelope
from wirwissen.foundation.sealed.services import create_envelope

pytestmark = pytest.mark.django_db


def test_what_is_past_its_date_goes_and_what_is_not_stays() -> None:
    FormKey.objects.create(key="old", created_at=now() - timedelta(days=2, minutes=1))
    FormKey.objects.create(key="new", created_at=now() - timedelta(days=1, hours=23))
    create_act(purpose="x", target="y", expires_at=now() - timedelta(days=31))
    create_act(purpose="x", target="z", expires_at=now() - timedelta(days=29))
    KeptPost.objects.create(
        path="/",
        fields_sealed=b"",
        owner_mark="",
        form_key="",
        created_at=now() - timedelta(minutes=61),
    )

    keep_the_dates.call()

    assert [row.key for row in FormKey.objects.all()] == ["new"]
    assert [row.target for row in ActLink.objects.all()] == ["z"]
    assert KeptPost.objects.count() == 0


def test_registrations_go_180_days_after_their_event() -> None:
    ended = make.event(starts_at=now() - timedelta(days=182), ends_at=now() - timedelta(days=181))
    make.registration(ended)
    kept = make.registration()

    keep_the_dates.call()

    assert list(Registration.objects.all()) == [kept]
    assert Event.objects.filter(pk=ended.pk).exists()


def test_a_date_counts_by_days_and_a_term_that_has_not_begun_never_ends() -> None:
    closed = make.application(
        state=ApplicationState.WITHDRAWN, closed_at=now() - timedelta(days=181)
    )
    running = make.application(submitted_at=now() - timedelta(days=900))

    gone = delete_expired(Application, Application.privacy, now=now())

    assert gone == 1
    assert list(Application.objects.all()) == [running]
    assert closed.pk != running.pk


def test_more_rows_than_one_batch_go_in_few_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    FormKey.objects.bulk_create(
        FormKey(key=str(number), created_at=now() - timedelta(days=3)) for number in range(1200)
    )

    with django_assert_max_num_queries(30):
        gone = delete_expired(FormKey, FormKey.privacy, now=now())

    assert gone == 1200


def test_a_protected_row_stays_and_does_not_stop_the_others() -> None:
    who = make.participant()
    held, empty = make.session(who.cohort), make.session(who.cohort)
    make.attendance(held, who, 7)  # protects its session
    entry = PersonalData(purpose="Probe", keep=timedelta(), keep_from="starts_at")

    gone = delete_expired(Session, entry, now=now())

    assert (gone, list(Session.objects.all())) == (1, [held])
    assert empty.pk != held.pk


def test_keys_of_envelopes_without_rows_are_destroyed() -> None:
    used = make.application().envelope
    assert used is not None
    lost, fresh = create_envelope(), create_envelope()
    Envelope.objects.exclude(pk=fresh.pk).update(created_on=today() - timedelta(days=1))

    delete_ownerless_envelopes(now=now())

    assert set(Envelope.objects.values_list("pk", flat=True)) >= {used.pk, fresh.pk}
    assert not Envelope.objects.filter(pk=lost.pk).exists()


def test_a_key_without_envelope_is_destroyed_and_others_are_not() -> None:
    kept = create_envelope()
    store.new_data_key("nobodys")

    tidy_key_store()

    assert "nobodys" not in store.known_envelopes()
    assert kept.pk in store.known_envelopes()


def test_files_that_no_row_names_go_after_an_hour() -> None:
    envelope = create_envelope()
    lost, young = keep_file(envelope, b"1"), keep_file(envelope, b"2")
    named = keep_file(envelope, b"3")
    application = make.application()
    application.files.create(
        section="papers", stored_name=named, media_type="image/png", size=1, uploaded_at=now()
    )
    for name in (lost, named):
        _make_old(Path(settings.MEDIA_ROOT) / name[:2] / name)

    drop_ownerless_files()

    assert read_file(envelope, young) == b"2"
    assert read_file(envelope, named) == b"3"
    with pytest.raises(FileNotFoundError):
        read_file(envelope, lost)


def test_what_may_stay_for_an_hour_does_not_wait_for_the_night() -> None:
    for minutes in (59, 61):
        at = now() - timedelta(minutes=minutes)
        KeptPost.objects.create(
            path=f"/{minutes}/", fields_sealed=b"", owner_mark="", form_key="", created_at=at
        )
    FormKey.objects.create(key="old", created_at=now() - timedelta(days=3))

    keep_the_hours.call()

    assert [row.path for row in KeptPost.objects.all()] == ["/59/"]
    assert FormKey.objects.count() == 1  # of the nightly job
    assert "wirwissen.foundation.privacy.services.keep_the_hours" in settings.TIMETABLE


def test_sessions_that_expired_by_the_machines_clock_go() -> None:
    for key, ends in (("old", -1), ("new", 1)):
        BrowserSession.objects.create(
            session_key=key, session_data="", expire_date=timezone.now() + timedelta(hours=ends)
        )

    keep_the_dates.call()

    assert [row.pk for row in BrowserSession.objects.all()] == ["new"]


def test_mails_go_after_two_weeks() -> None:
    old = queue_mail("accounts/mail/password_changed.txt", to="kim@example.org")
    OutboxMail.objects.filter(pk=old.pk).update(created_at=now() - timedelta(days=15))
    new = queue_mail("accounts/mail/password_changed.txt", to="kim@example.org")

    keep_the_dates.call()

    assert list(OutboxMail.objects.all()) == [new]


def test_accounts_without_anything_go_after_thirty_days() -> None:
    long_ago = now() - timedelta(days=31)
    unused, fresh, applicant = make.user(), make.user(), make.user()
    colleague, former = make.user(), make.user()
    make.application(person=applicant)
    place = make.organisation()
    make.member(Role.LEAD, place, who=colleague)
    RoleChange.objects.create(
        organisation=place, user=former, role="lead", given=False, changed_at=now()
    )
    User.objects.exclude(pk=fresh.pk).update(joined_at=long_ago)

    delete_unused_accounts(now=now())

    assert set(User.objects.all()) == {fresh, applicant, colleague, former}
    assert not User.objects.filter(pk=unused.pk).exists()


def test_the_job_twice_does_no_harm() -> None:
    application = make.application(motivation="bleibt")

    keep_the_dates.call()
    keep_the_dates.call()

    application.refresh_from_db()
    assert Application.privacy.reveal is not None
    assert Application.privacy.reveal(application, "motivation_sealed") == "bleibt"


def _make_old(path: Path) -> None:
    os.utime(path, (time.time() - 4000, time.time() - 4000))


@pytest.mark.django_db(transaction=True)
def test_space_is_given_back_outside_a_transaction() -> None:
    keep_the_dates.call()

    assert not connection.in_atomic_block
