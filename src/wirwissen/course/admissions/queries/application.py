"""Named reads of applications and their papers."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet, Sum
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from wirwissen.course.admissions.models import (
    Application,
    ApplicationFile,
    ApplicationState,
    FileState,
    Reader,
)
from wirwissen.course.events.models import Entitlement, Event
from wirwissen.course.programme.models import Offer, OfferState
from wirwissen.foundation.accounts.models import Membership, Organisation, User
from wirwissen.foundation.accounts.rules import HOUSE_ROLES, Role
from wirwissen.foundation.core.worklist import Todo

NEW_FOR = timedelta(days=7)  # how long a sent application stands on the office's "Heute"


def applications() -> QuerySet[Application]:
    """Applications with what every page of theirs needs: offer, house, person, envelopes."""
    return Application.objects.select_related(
        "offer__organisation",
        "offer__version__programme",
        "person",
        "entitlement",
        "envelope",
        "needs_envelope",
    )


def own_applications(person: User) -> QuerySet[Application]:
    """All applications of a person, newest first. One query."""
    return applications().filter(person=person).order_by("-created_at")


def papers_of(application: Application) -> list[ApplicationFile]:
    """The papers of an application in the order they came. One query."""
    papers = list(application.files.order_by("uploaded_at", "pk"))
    for paper in papers:
        paper.application = application  # so that reading a name costs no query
    return papers


def paper(pk: str) -> QuerySet[ApplicationFile]:
    """One paper with its application, house and envelope. One query."""
    rows = ApplicationFile.objects.filter(pk=pk)
    return rows.select_related(
        "application__offer__organisation", "application__person", "application__envelope"
    )


def bytes_of_person(person_id: str) -> int:
    """How many bytes of papers are kept of one person, over all applications. One query."""
    rows = ApplicationFile.objects.filter(application__person_id=person_id)
    return rows.aggregate(sum=Sum("size"))["sum"] or 0


def open_offers(today: date) -> QuerySet[Offer]:
    """Offers that take applications that day, by their last day. One query."""
    in_time = Q(apply_until=None) | Q(apply_until__gte=today)
    offers = Offer.objects.filter(in_time, state=OfferState.PUBLISHED)
    return offers.select_related("organisation", "version__programme").order_by(
        "apply_until", "title"
    )


def next_info_events(now: datetime, *, limit: int = 3) -> list[Event]:
    """The next info events one can register for. One query."""
    rows = Event.objects.filter(starts_at__gt=now, cancelled_at=None, registration_open=True)
    return list(rows.order_by("starts_at")[:limit])


def living_entitlements(person: User, today: date) -> QuerySet[Entitlement]:
    """Entitlements that are bound to this person and still valid. One query."""
    return Entitlement.objects.filter(person=person, withdrawn_at=None, valid_until__gte=today)


def free_entitlements(organisation: Organisation, today: date) -> QuerySet[Entitlement]:
    """Valid entitlements of a house that the office can use for somebody without e-mail: those
    without address that are nobody's yet or belong to somebody without an address. One query."""
    nobody = Q(person=None) | Q(person__email=None)
    rows = Entitlement.objects.filter(
        nobody, programme__organisation=organisation, withdrawn_at=None, valid_until__gte=today
    )
    return rows.select_related("programme", "person").order_by("name", "pk")


def readers_of(application: Application) -> list[Reader]:
    """Who may read this application: those of the offer, and a third named for it; without whom
    has declared to know the person. One query."""
    mine = Q(application=None) | Q(application=application)
    rows = Reader.objects.filter(mine, offer_id=application.offer_id).order_by("name")
    stepped_back = application.openings.filter(knows_person=True)
    return list(rows.exclude(user__in=stepped_back.values("reader")))


def cleared_reader(application: Application, user: User) -> Reader | None:
    """The place in the selection of somebody who reads this application and has declared not to
    know the person; else `None`. Two queries at most."""
    mine = Q(application=None) | Q(application=application)
    rows = Reader.objects.filter(mine, offer_id=application.offer_id, user=user)
    # Who has left the house reads no more, even if nobody took them off the list.
    house = [role.value for role in HOUSE_ROLES]
    rows = rows.filter(
        offer__organisation__memberships__user=user,
        offer__organisation__memberships__role__in=house,
    )
    reader = rows.first()
    cleared = application.openings.filter(reader=user, knows_person=False)
    return reader if reader is not None and cleared.exists() else None


def offers_of(organisation: Organisation) -> QuerySet[Offer]:
    """The published offers of a house. One query."""
    rows = Offer.objects.filter(organisation=organisation, state=OfferState.PUBLISHED)
    return rows.select_related("organisation", "version").order_by("apply_until", "title")


def of_office(organisation: Organisation) -> QuerySet[Application]:
    """All applications of a house with `set_aside`, the number of papers that lie aside, by offer
    and number. One query; nothing of the dossier is in it."""
    aside = Count("files", filter=Q(files__state=FileState.QUARANTINED))
    rows = Application.objects.filter(offer__organisation=organisation)
    rows = rows.select_related("offer", "person").defer(
        "motivation_sealed", "cv_sealed", "anchors_sealed", "needs_sealed"
    )
    return rows.annotate(set_aside=aside).order_by("offer__title", "offer_id", "number")


def has_application(organisation: Organisation, user: User) -> bool:
    """Whether a house has to do with this person by an application of theirs. One query."""
    return Application.objects.filter(offer__organisation=organisation, person=user).exists()


def todos(user: User, memberships: list[Membership], now: datetime) -> list[Todo]:
    """What waits for applicants, and for the office: papers set aside, new applications. One
    query, and a second one for the office."""
    drafts = Application.objects.filter(person=user, state=ApplicationState.DRAFT)
    drafts = drafts.select_related("offer").only("id", "done", "offer__title", "offer__apply_until")
    found = [_draft_todo(draft) for draft in drafts.order_by("created_at")]
    houses = [row.organisation_id for row in memberships if row.role == Role.OFFICE.value]
    return found + _office_todos(houses, now) if houses else found


def _draft_todo(draft: Application) -> Todo:
    until = draft.offer.apply_until
    hint = _("Bis %(day)s.") % {"day": date_format(until, "j. F Y")} if until else ""
    return Todo(
        title=_("Bewerbung weiterschreiben"),
        hint=f"{draft.offer.title}. {hint}".strip(),
        url=reverse("admissions:application", args=[draft.pk]),
        state=_("angefangen"),
        tone="hue",
    )


def _office_todos(houses: Iterable[str], now: datetime) -> list[Todo]:
    rows = Application.objects.filter(offer__organisation__in=houses)
    quarantined = Q(files__state=FileState.QUARANTINED)
    new = Q(state=ApplicationState.SUBMITTED, submitted_at__gt=now - NEW_FOR)
    counts = rows.aggregate(
        aside=Count("files", filter=quarantined, distinct=True),
        new=Count("pk", filter=new, distinct=True),
    )
    found = []
    url = reverse("admissions:applications_office")
    if counts["aside"]:
        title = ngettext(
            "%(count)d Unterlage liegt ungelesen beiseite",
            "%(count)d Unterlagen liegen ungelesen beiseite",
            counts["aside"],
        )
        found.append(
            Todo(
                title=title % {"count": counts["aside"]},
                hint=_("Geben Sie sie zurück und löschen Sie sie."),
                url=url,
                state=_("zu tun"),
                tone="warn",
            )
        )
    if counts["new"]:
        title = ngettext("%(count)d neue Bewerbung", "%(count)d neue Bewerbungen", counts["new"])
        hint = _("Abgeschickt in den letzten sieben Tagen.")
        found.append(Todo(title=title % {"count": counts["new"]}, hint=hint, url=url))
    return found
