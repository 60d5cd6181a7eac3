"""Readers, declarations, votes, answers. Every verb locks the application it is about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
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
from wirwissen.course.admissions.queries import places
from wirwissen.course.admissions.queries import selection as queries
from wirwissen.course.admissions.rules import selection as rules
from wirwissen.course.admissions.services.locking import locked
from wirwissen.course.admissions.services.places import lock_course, offer_place, tell
from wirwissen.course.programme.models import Offer
from wirwissen.foundation.accounts.models import Membership, User
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.sealed.services import seal_text


@transaction.atomic
def name_reader(
    offer: Offer, *, user: User, by: User, now: datetime, application: Application | None = None,
    reason: str = "",
) -> Reader:  # fmt: skip
    """Name a reader for all applications of an offer, or a third one for a single application.

    Twice does no harm. Raises `Refused` for people who may not read.
    """
    member = Membership.objects.filter(
        organisation_id=offer.organisation_id, user=user, role__in=queries.READING_ROLES
    ).first()
    if member is None:
        raise Refused(_("Diese Person gehört nicht zur Kursleitung. Laden Sie sie zuerst ein."))
    if application is not None and not reason:
        raise Refused(_("Schreiben Sie dazu, warum eine dritte Person liest."))
    own = [ApplicationState.SUBMITTED, ApplicationState.DRAFT]
    if offer.applications.filter(person=user, state__in=own).exists():
        raise Refused(_("Diese Person bewirbt sich selbst. Benennen Sie jemand anderen."))
    row, _is_new = Reader.objects.get_or_create(
        offer=offer,
        application=application,
        user=user,
        defaults={"name": member.name, "named_by": by, "named_at": now, "reason": reason},
    )
    return row


def dismiss_reader(reader: Reader) -> None:
    """Take a reader off; votes that were given still count. Twice does no harm."""
    Reader.objects.filter(pk=reader.pk).delete()


@transaction.atomic
def declare(
    application: Application, *, reader: User, knows_person: bool, now: datetime
) -> Opening:
    """Say before reading whether one knows the person. A conflict may still be declared later:
    then the own vote goes, and an answer that was only prepared is prepared anew.
    """
    row = locked(application)
    _need_submitted(row)
    _need_reader(row, reader)
    opening, is_new = Opening.objects.get_or_create(
        application=row,
        reader=reader,
        defaults={"knows_person": knows_person, "declared_at": now},
    )
    if not is_new and knows_person and not opening.knows_person:
        opening.knows_person, opening.declared_at = True, now
        opening.save(update_fields=["knows_person", "declared_at"])
        Vote.objects.filter(application=row, reader=reader).delete()
        Decision.objects.filter(application=row, released_at=None).delete()
    return opening


@transaction.atomic
def vote(
    application: Application, *, reader: User, choice: str, criteria: Mapping[str, str], note: str,
    now: datetime,
) -> Vote:  # fmt: skip
    """Give or change the own vote; not once an answer has been prepared."""
    row = locked(application)
    _need_submitted(row)
    _need_reader(row, reader)
    if Decision.objects.filter(application=row).exists():
        raise Refused(_("Die Antwort ist schon vorbereitet. Ihre Stimme bleibt, wie sie ist."))
    if not Opening.objects.filter(application=row, reader=reader, knows_person=False).exists():
        raise Refused(_("Sagen Sie zuerst, ob Sie die Person kennen. Danach können Sie stimmen."))
    given = Vote.objects.filter(application=row, reader=reader).first()
    own = given or Vote(application=row, reader=reader, given_at=now)
    own.changed_at = now if given else None
    own.choice = choice
    own.criteria = {name: word for name, word in criteria.items() if name in row.offer.criteria}
    assert row.envelope is not None
    own.note_sealed = seal_text(row.envelope, note, row=own, field="note_sealed")
    own.save()
    return own


@transaction.atomic
def prepare(
    application: Application, *, choice: str, next_step: str, by: User, now: datetime
) -> Decision:
    """Prepare the answer; it reaches nobody before the release. Raises `Refused` while blocked.

    The course is locked first: two answers never get the same rank on the waiting list.
    """
    lock_course(application.offer_id)
    row = locked(application)
    _need_submitted(row)
    readings = queries.readings_of(row)
    blocked = rules.what_blocks(readings)
    if blocked is not None:
        raise Refused(str(queries.BLOCKED_WORDS[blocked]))
    if choice not in rules.answers_to(rules.agreed_choice(readings) or ""):
        raise Refused(_("Die Stimmen sagen etwas anderes. Stimmen Sie zuerst neu ab."))
    if choice == Choice.NOT_NOW and not next_step:
        raise Refused(_("Schreiben Sie einen Satz dazu, was als Nächstes möglich ist."))
    known = Decision.objects.filter(application=row).first()
    rank = None
    if choice == Choice.WAITING:
        rank = known.rank if known and known.rank else _last_rank(row.offer_id) + 1
    decision, _is_new = Decision.objects.update_or_create(
        application=row,
        defaults={
            "choice": choice, "next_step": next_step, "rank": rank, "prepared_by": by,
            "prepared_at": now,
        },
    )  # fmt: skip
    return decision


@transaction.atomic
def rank_up(decision: Decision) -> None:
    """Move a prepared answer one rank up; those already released keep theirs before it."""
    lock_course(decision.application.offer_id)
    rows = Decision.objects.filter(
        application__offer=decision.application.offer_id, choice=Choice.WAITING, released_at=None
    )
    own = rows.filter(pk=decision.pk).first()
    above = rows.filter(rank__lt=own.rank or 0).order_by("-rank").first() if own else None
    if own is None or above is None:
        return
    own.rank, above.rank = above.rank, own.rank
    own.save(update_fields=["rank"])
    above.save(update_fields=["rank"])


@transaction.atomic
def take_back(decision: Decision) -> None:
    """Take a prepared answer back, so that people can talk and vote again."""
    lock_course(decision.application.offer_id)
    Decision.objects.filter(pk=decision.pk, released_at=None).delete()


@transaction.atomic
def release_all(offer: Offer, *, by: User, seen: str, now: datetime) -> int:
    """Release every prepared answer of an offer together; returns how many went out.

    The offer's row is locked: never more places are offered than there are. `seen` is the mark
    of `queries.places.prepared` that stood on the confirm page: if anything has changed since,
    nothing goes out. Raises `Refused`.
    """
    offer = lock_course(offer.pk)
    answers = places.prepared(offer)
    if not answers.decisions:
        return 0
    if answers.mark != seen:
        raise Refused(
            _("Seit Sie die Seite geöffnet haben, hat sich etwas geändert. Es ging noch nichts "
              "hinaus. Öffnen Sie die Seite neu und sehen Sie noch einmal nach.")
        )  # fmt: skip
    wanted, free = answers.count(Choice.PLACE), places.free_places(offer)
    if wanted > free:
        raise Refused(
            _("Vorbereitete Zusagen: %(wanted)d. Freie Plätze: %(free)d. Ändern Sie eine Antwort "
              "oder die Zahl der Plätze.") % {"wanted": wanted, "free": free}
        )  # fmt: skip
    for decision in answers.decisions:
        _release(decision, by=by, now=now)
    return len(answers.decisions)


def _release(decision: Decision, *, by: User, now: datetime) -> None:
    application = decision.application
    decision.released_by, decision.released_at = by, now
    decision.save(update_fields=["released_by", "released_at"])
    ends = decision.choice in {Choice.NOT_NOW, Choice.NO}
    application.state, application.closed_at = ApplicationState.DECIDED, now if ends else None
    application.save(update_fields=["state", "closed_at"])
    until = None
    if decision.choice == Choice.PLACE:
        until = offer_place(application, now=now).expires_at
    tell(application.person, now=now, until=until)


def _last_rank(offer_id: str) -> int:
    rows = Decision.objects.filter(application__offer=offer_id)
    return rows.aggregate(last=Max("rank"))["last"] or 0


def _need_reader(application: Application, user: User) -> None:
    if application.person_id == user.pk or queries.reader_of(application, user) is None:
        raise Refused(_("Sie lesen diese Bewerbung nicht mehr. Fragen Sie im Büro nach."))


def _need_submitted(application: Application) -> None:
    if application.state != ApplicationState.SUBMITTED:
        raise Refused(_("Diese Bewerbung wird gerade nicht geprüft. Laden Sie die Liste neu."))
