"""What stands on a paper, from the database; no verb, no rendering."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from wirwissen.course.cohorts.models import Participant
from wirwissen.course.credentials.papers.facts import (
    AttendanceConfirmationFacts,
    AttendedModule,
    CertificateFacts,
    Module,
    Signatory,
    Unit,
)
from wirwissen.course.credentials.queries import Standing
from wirwissen.course.programme.queries import curriculum_of
from wirwissen.course.record.results import InternshipResult

UNITS: dict[str, Unit] = {"UE": "UE", "Tag": "day", "Stunde": "hour"}


def place_of(participant: Participant) -> str:
    """The town a paper is dated in: the last line of the address without its postcode."""
    lines = [line for line in participant.cohort.organisation.address.splitlines() if line.strip()]
    return lines[-1].lstrip("0123456789 ") if lines else ""


def course_days(standing: Standing) -> tuple[date, date]:
    """First and last day of the course that is not cancelled; today's record day without any."""
    days = [session.on for session in standing.record.sessions if not session.cancelled]
    return (min(days), max(days)) if days else (standing.record.as_of, standing.record.as_of)


def confirmation_facts(
    standing: Standing, *, number: str, now: datetime
) -> AttendanceConfirmationFacts:
    """Facts of an attendance confirmation: per module what was planned, attended, made up."""
    who = standing.participant
    began_on, ended_on = course_days(standing)
    curriculum = curriculum_of(who.cohort.version)
    return AttendanceConfirmationFacts(
        provider=who.cohort.organisation.name,
        place=place_of(who),
        number=number,
        name=who.name,
        programme=who.cohort.version.programme.title,
        began_on=began_on,
        ended_on=max(began_on, min(ended_on, standing.record.as_of)),
        modules=tuple(
            AttendedModule(
                title=part.part.title,
                planned_units=part.part.units,
                attended_units=None if part.planned == part.to_come else part.attended,
                made_up_units=part.covered,
            )
            for part in standing.figures
        ),
        issued_on=timezone.localdate(now),
        signatory=Signatory(role=_("Für das Haus")),
        unit=UNITS.get(curriculum.unit, "UE"),
        specimen=settings.IS_DEMO,
    )


def certificate_facts(
    standing: Standing, *, number: str, code: str, on_stock: bool, now: datetime
) -> CertificateFacts:
    """Facts of a certificate. Layout and order: design/README.md, section 9."""
    who = standing.participant
    began_on, ended_on = course_days(standing)
    curriculum = curriculum_of(who.cohort.version)
    page = f"{settings.HOUSE_ADDRESS}{reverse('credentials:verify')}"
    with_number = reverse("credentials:verify_number", args=[number])
    title = curriculum.texts.get("certificate", "")
    # Only the hours that count: confirmed where the programme asks for it.
    hours = [
        result.hours
        for result in standing.completion.requirements
        if isinstance(result, InternshipResult)
    ]
    site = who.cohort.organisation.name
    return CertificateFacts(
        association=curriculum.texts.get("association", "") or site,
        site=f"{site}, {place_of(who)}" if place_of(who) else site,
        name=who.name,
        title_lines=tuple(line for line in (title, who.get_title_form_display()) if line),
        began_on=began_on,
        ended_on=ended_on,
        units=curriculum.total_units,
        modules=tuple(
            Module(title=part.title, units=part.units) for part in curriculum.counted_parts
        ),
        internship_hours=tuple(hours),
        presented_on=who.presented_on,
        mode="stock" if on_stock else "own",
        number=number,
        check_code=code,
        verification_url=f"{settings.HOUSE_ADDRESS}{with_number}",
        verification_page=page.partition("://")[2],
        place=place_of(who),
        issued_on=timezone.localdate(now),
        signatories=(
            Signatory(role=_("Für den Dachverband")),
            Signatory(role=_("Kursleitung, Fachperson")),
            Signatory(role=_("Kursleitung, Genesungsbegleitung")),
        ),
        unit=UNITS.get(curriculum.unit, "UE"),
        specimen=settings.IS_DEMO,
    )
