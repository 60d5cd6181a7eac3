"""Begin, save, send, take back and withdraw an application."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.course.admissions.models import (
    Application,
    ApplicationState,
    Decision,
)
from wirwissen.course.admissions.rules import application as rules
from wirwissen.course.admissions.rules.application import Section, Sending
from wirwissen.course.admissions.services.locking import locked, need_draft
from wirwissen.course.admissions.services.places import give_back, lock_course
from wirwissen.course.events.models import Entitlement
from wirwissen.course.events.services import bind
from wirwissen.course.programme.models import Offer, OfferState
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.services import queue_mail
from wirwissen.foundation.sealed import services as sealed
from wirwissen.foundation.sealed.files import drop_file

TEXT_FIELDS = {
    Section.MOTIVATION: "motivation_sealed",
    Section.CV: "cv_sealed",
    Section.ANCHORS: "anchors_sealed",
    Section.NEEDS: "needs_sealed",
}
ROW_FIELDS = {
    Section.CONTACT: ("name", "address", "phone", "born_on"),
    Section.FUNDING: ("funding",),
}


def is_open(offer: Offer, *, today: date) -> bool:
    """Whether the offer takes applications that day."""
    return rules.takes_applications(
        published=offer.state == OfferState.PUBLISHED, apply_until=offer.apply_until, today=today
    )


@transaction.atomic
def begin(
    offer: Offer,
    *,
    person: User,
    entitlement: Entitlement | None,
    now: datetime,
    name: str = "",
    by_office: bool = False,
) -> Application:
    """Begin an application, or go on with the one this person has for the offer.

    Binds the entitlement to the person on first use. Raises `Refused` if the offer takes no
    applications, if its info event is mandatory and no entitlement came, or if `bind` refuses.
    """
    # The lock gives each application its own number and each person one application.
    offer = Offer.objects.select_for_update(of=("self",)).get(pk=offer.pk)
    living = offer.applications.exclude(state=ApplicationState.WITHDRAWN)
    if existing := living.filter(person=person).first():
        return existing
    if not is_open(offer, today=timezone.localdate(now)) and not by_office:
        raise Refused(
            _("Für diesen Kurs ist die Bewerbung beendet. Andere Kurse stehen auf der Kursseite.")
        )
    if offer.needs_info_event:
        if entitlement is None:
            raise Refused(
                _(
                    "Für diesen Kurs braucht es den Code von einem Info-Termin. Tippen "
                    "Sie ihn ein oder melden Sie sich zu einem Info-Termin an."
                )
            )
        bind(entitlement, person, now)
    numbers = offer.applications.values_list("number", flat=True)
    return Application.objects.create(
        offer=offer,
        person=person,
        entitlement=entitlement,
        envelope=sealed.create_envelope(),
        needs_envelope=sealed.create_envelope(),
        number=rules.next_number(numbers),
        name=entitlement.name if entitlement else name,
        created_at=now,
        by_office=by_office,
    )


@transaction.atomic
def save_section(
    application: Application,
    section: Section,
    values: Mapping[str, Any],
    *,
    is_done: bool,
    now: datetime,
) -> None:
    """Save what was typed into one part, finished or not. `values` are the form's clean values.

    Raises `Refused` once the application was sent.
    """
    application = locked(application)
    need_draft(application)
    changed = _put(application, section, values, now)
    others = [name for name in application.done if name != section]
    application.done = [*others, section.value] if is_done else others
    application.saved_at = {**application.saved_at, section.value: now.isoformat()}
    application.save(update_fields=[*changed, "done", "saved_at"])


def _put(
    application: Application, section: Section, values: Mapping[str, Any], now: datetime
) -> list[str]:
    if section in ROW_FIELDS:
        for name in ROW_FIELDS[section]:
            setattr(application, name, values.get(name) or _empty(name))
        return list(ROW_FIELDS[section])
    if section in TEXT_FIELDS:
        field = TEXT_FIELDS[section]
        is_need = section is Section.NEEDS
        envelope = application.needs_envelope if is_need else application.envelope
        assert envelope is not None
        text = str(values.get("text") or "")
        setattr(application, field, sealed.seal_text(envelope, text, row=application, field=field))
        return [field]
    if section is Section.CONSENT:
        agreed = bool(values.get("agreed"))
        application.consent_version = rules.CONSENT_VERSION if agreed else ""
        application.consent_at = now if agreed else None
        return ["consent_version", "consent_at"]
    return []


def _empty(name: str) -> str | None:
    return None if name == "born_on" else ""


@transaction.atomic
def send(application: Application, *, now: datetime) -> Application:
    """Send the application to the selection; sending it twice does no harm.

    Raises `Refused` with the way on when parts are missing or the last day has passed.
    """
    application = locked(application)
    state = rules.state_of_sending(
        draft=application.state == ApplicationState.DRAFT,
        done=application.done,
        is_open=is_open(application.offer, today=timezone.localdate(now)),
        by_office=application.by_office,
    )
    if application.state == ApplicationState.WITHDRAWN:
        raise Refused(
            _("Diese Bewerbung ist zurückgezogen und gelöscht. Sie können eine neue beginnen.")
        )
    if state is Sending.TOO_LATE:
        raise Refused(
            _(
                "Der letzte Tag für diese Bewerbung ist vorbei. Rufen Sie uns an: Wir "
                "sagen Ihnen, welcher Kurs als Nächstes beginnt."
            )
        )
    if state is Sending.PARTS_MISSING:
        raise Refused(_("Es fehlt noch etwas. Auf der Prüfseite steht, welche Teile es sind."))
    if state is Sending.READY:
        application.state, application.submitted_at = ApplicationState.SUBMITTED, now
        application.save(update_fields=["state", "submitted_at"])
        _write(application.person, "admissions/mail/sent.txt", now)
    return application


@transaction.atomic
def reopen(application: Application, *, now: datetime) -> Application:
    """Take a sent application back to change it, before anybody has opened it.

    Raises `Refused` when the selection has begun to read or the last day has passed.
    """
    application = locked(application)
    if application.state == ApplicationState.DRAFT:
        return application
    if not may_reopen(application, now=now):
        raise Refused(
            _("Diese Bewerbung wird schon gelesen. Rufen Sie uns an, wenn etwas nicht mehr stimmt.")
        )
    application.state, application.submitted_at = ApplicationState.DRAFT, None
    application.save(update_fields=["state", "submitted_at"])
    return application


def may_reopen(application: Application, *, now: datetime) -> bool:
    """Whether the application can still be taken back. One query."""
    late_is_fine = application.by_office and application.offer.state == OfferState.PUBLISHED
    return rules.may_reopen(
        submitted=application.state == ApplicationState.SUBMITTED,
        is_open=late_is_fine or is_open(application.offer, today=timezone.localdate(now)),
        opened=application.openings.exists(),
    )


@transaction.atomic
def withdraw(application: Application, *, now: datetime) -> None:
    """Withdraw at any time, without a reason, and erase: keys, files, texts, name, votes.

    What stays is that there was an application (number, offer, dates of begin and end). The keys
    are destroyed when the transaction commits, so every old copy becomes unreadable with them.
    Twice does no harm. Source: product/course-house.md, 3.
    """
    lock_course(application.offer_id)
    application = locked(application)
    if application.state == ApplicationState.WITHDRAWN:
        return
    for paper in application.files.all():
        drop_file(paper.stored_name)
    application.files.all().delete()
    _erase_selection(application, now=now)
    for envelope in (application.envelope, application.needs_envelope):
        if envelope is not None:
            sealed.destroy(envelope)
            envelope.delete()
    _blank(application, now=now)
    _write(application.person, "admissions/mail/withdrawn.txt", now)


def _erase_selection(application: Application, *, now: datetime) -> None:
    application.votes.all().delete()
    application.openings.all().delete()
    application.extra_readers.all().delete()
    application.file_returns.all().delete()
    Decision.objects.filter(application=application).delete()
    give_back(application, now=now)


def _blank(application: Application, *, now: datetime) -> None:
    for name in ("name", "address", "phone", "funding", "consent_version"):
        setattr(application, name, "")
    for name in TEXT_FIELDS.values():
        setattr(application, name, b"")
    application.born_on = application.consent_at = application.submitted_at = None
    application.envelope = application.needs_envelope = None
    application.done, application.saved_at = [], {}
    application.state, application.closed_at = ApplicationState.WITHDRAWN, now
    application.save()


def _write(person: User, template: str, now: datetime) -> None:
    """A neutral mail, unless the person has no address or is in the quiet state."""
    if person.email and not person.is_quiet:
        queue_mail(template, to=person.email, now=now)
