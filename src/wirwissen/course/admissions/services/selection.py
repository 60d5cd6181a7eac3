"""Readers, declarations, votes, answers. Every verb locks the application it is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from wirwissen.course.admissions.models import (
    Application,
    ApplicationState,
    Choice,
    Decision,
    Opening,
    Reader,
    Vote,
)
from wirwissen.course.admissions.queries import selection as queries
from wirwissen.course.admissions.rules import selection as rules
from wirwissen.course.admissions.services.locking import locked
from wirwissen.course.admissions.services.places import offer_place
from wirwissen.course.programme.models import Offer
from wirwissen.foundation.accounts.models import Membership, User
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.mail.services import queue_mail
from wirwissen.foundation.sealed.services import seal_text

READING_ROLES = (Role.LEAD.value, Role.RELEASER.value, Role.OFFICE.value)


@transaction.atomic
def name_reader(
    offer: Offer, *, user: User, by: User, now: datetime, application: Application | None = None,
    reason: str = "",
) -> Reader:  # fmt: skip
    """Name a reader for all applications of an offer, or a third one for a single application."""
    member = Membership.objects.filter(
        organisation_id=offer.organisation_id, user=user, role__in=READING_ROLES
    ).first()
    if member is None:
        raise Refused(_("Diese Person gehört nicht zum Haus. Laden Sie sie zuerst ein."))
    row, _is_new = Reader.objects.get_or_create(
        offer=offer,
        application=application,
        user=user,
        defaults={"name": member.name, "named_by": by, "named_at": now, "reason": reason},
    )
    return row


def dismiss_reader(reader: Reader) -> None:
    """Take a reader off; votes that were given stay as they are."""
    Reader.objects.filter(pk=reader.pk).delete()


@transaction.atomic
def declare(
    application: Application, *, reader: User, knows_person: bool, now: datetime
) -> Opening:
    """Say before reading whether one knows the person. A conflict may still be declared later."""
    row = locked(application)
    _need_submitted(row)
    opening, is_new = Opening.objects.get_or_create(
        application=row,
        reader=reader,
        defaults={"knows_person": knows_person, "declared_at": now},
    )
    if not is_new and knows_person and not opening.knows_person:
        opening.knows_person, opening.declared_at = True, now
        opening.save(update_fields=["knows_person", "declared_at"])
        Vote.objects.filter(application=row, reader=reader).delete()
    return opening


@transaction.atomic
def vote(
    application: Application, *, reader: User, choice: str, criteria: Mapping[str, str], note: str,
    now: datetime,
) -> Vote:  # fmt: skip
    """Give or change the own vote; not once an answer has been prepared."""
    row = locked(application)
    _need_submitted(row)
    if Decision.objects.filter(application=row).exists():
        raise Refused(_("Die Antwort ist schon vorbereitet. Ihre Stimme bleibt, wie sie ist."))
    if not Opening.objects.filter(application=row, reader=reader, knows_person=False).exists():
        raise Refused(_("Sagen Sie zuerst, ob Sie die Person kennen. Danach können Sie stimmen."))
    given = Vote.objects.filter(application=row, reader=reader).first()
    own = given or Vote(application=row, reader=reader, given_at=now)
    own.changed_at = now if given else None
    own.choice = choice
    own.criteria = {k: v for k, v in criteria.items() if k in row.offer.criteria}
    assert row.envelope is not None
    own.note_sealed = seal_text(row.envelope, note, row=own, field="note_sealed")
    try:
        own.save()
    except IntegrityError:
        raise Refused(_("Ihre Stimme ist schon da. Laden Sie die Seite neu.")) from None
    return own


@transaction.atomic
def prepare(
    application: Application, *, choice: str, next_step: str, by: User, now: datetime
) -> Decision:
    """Prepare the answer; it reaches nobody before the release. Raises `Refused` while blocked."""
    row = locked(application)
    _need_submitted(row)
    blocked = rules.what_blocks(queries.readings_of(row))
    if blocked is not None:
        raise Refused(queries.BLOCKED_WORDS[blocked])
    if choice == Choice.NOT_NOW and not next_step:
        raise Refused(_("Schreiben Sie einen Satz dazu, was als Nächstes möglich ist."))
    known = Decision.objects.filter(application=row).first()
    if known is not None and known.released_at is not None:
        raise Refused(_("Diese Antwort ist schon unterwegs. Sie lässt sich nicht mehr ändern."))
    rank = None
    if choice == Choice.WAITING:
        rank = known.rank if known and known.rank else _last_rank(row.offer) + 1
    decision, _is_new = Decision.objects.update_or_create(
        application=row,
        defaults={
            "choice": choice, "next_step": next_step, "rank": rank, "prepared_by": by,
            "prepared_at": now,
        },
    )  # fmt: skip
    return decision


@transaction.atomic
def take_back(decision: Decision) -> None:
    """Take a prepared answer back, so that people can talk and vote again."""
    Decision.objects.filter(pk=decision.pk, released_at=None).delete()


@transaction.atomic
def release_all(offer: Offer, *, by: User, now: datetime) -> int:
    """Release every prepared answer of an offer together; returns how many went out.

    The offer's row is locked: never more places are offered than there are.
    """
    offer = Offer.objects.select_for_update().get(pk=offer.pk)
    rows = Decision.objects.filter(application__offer=offer, released_at=None)
    decisions = list(rows.select_related("application__person", "application__offer"))
    wanted = sum(decision.choice == Choice.PLACE for decision in decisions)
    free = rules.free_places(places=offer.places, taken=queries.places_taken(offer))
    if wanted > free:
        raise Refused(
            _("Es sind %(wanted)d Zusagen vorbereitet, aber nur %(free)d Plätze frei. Ändern Sie "
              "eine Antwort oder die Zahl der Plätze.") % {"wanted": wanted, "free": free}
        )  # fmt: skip
    for decision in decisions:
        _release(decision, by=by, now=now)
    return len(decisions)


def _release(decision: Decision, *, by: User, now: datetime) -> None:
    application = decision.application
    decision.released_by, decision.released_at = by, now
    decision.save(update_fields=["released_by", "released_at"])
    application.state = ApplicationState.DECIDED
    if decision.choice in {Choice.NOT_NOW, Choice.NO}:
        application.closed_at = now
    application.save(update_fields=["state", "closed_at"])
    if decision.choice == Choice.PLACE:
        offer_place(application, now=now)
    person = application.person
    if person.email and not person.is_quiet:
        queue_mail("admissions/mail/something_new.txt", to=person.email, now=now)


def _last_rank(offer: Offer) -> int:
    rows = Decision.objects.filter(application__offer=offer)
    return rows.aggregate(last=Max("rank"))["last"] or 0


def _need_submitted(application: Application) -> None:
    if application.state != ApplicationState.SUBMITTED:
        raise Refused(_("Diese Bewerbung wird gerade nicht geprüft. Laden Sie die Liste neu."))
