"""The main menu of each house: four entries at most, by what somebody may do."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from wirwissen.foundation.accounts.access import memberships_of
from wirwissen.foundation.accounts.rules import Role


@dataclass(frozen=True)
class Entry:
    label: str
    url: str


def course_menu(request: HttpRequest) -> list[Entry]:
    """Visitors, applicants and participants, staff: each sees what is theirs."""
    if not request.user.is_authenticated:
        return [
            Entry(_("Kurse"), reverse("programme:catalogue")),
            Entry(_("Info-Termine"), reverse("events:book")),
            Entry(_("Fragen"), reverse("pages:questions")),
            Entry(_("Anmelden"), reverse("account_login")),
        ]
    roles = {Role(row.role) for row in memberships_of(request)}
    return [
        Entry(_("Heute"), reverse("today")),
        *(_staff_entries(roles) if roles else _own_entries(request)),
        Entry(_("Mein Konto"), reverse("accounts:own")),
    ]


def _staff_entries(roles: set[Role]) -> list[Entry]:
    courses = Entry(_("Kurse"), reverse("cohorts:cohorts"))
    if Role.OFFICE in roles:
        return [Entry(_("Büro"), reverse("programme:office")), courses]
    if Role.LEAD in roles:
        return [courses, Entry(_("Auswahl"), reverse("admissions:selection"))]
    own = [Entry(_("Freigaben"), reverse("credentials:releases"))]
    umbrella = [Entry(_("Dachverband"), reverse("credentials:umbrella"))]
    return [*(own if Role.RELEASER in roles else []), *(umbrella if Role.UMBRELLA in roles else [])]


def _own_entries(request: HttpRequest) -> list[Entry]:
    # Imported here: this file serves the network house, too, which has no such table.
    from wirwissen.course.cohorts.models import Participant

    # One query: whoever has a place in a course has other things to do than an applicant.
    if Participant.objects.filter(person_id=request.user.pk).exists():
        return [
            Entry(_("Mein Kurs"), reverse("cohorts:own")),
            Entry(_("Was fehlt noch?"), reverse("credentials:own")),
        ]
    return [
        Entry(_("Bewerbung"), reverse("admissions:own")),
        Entry(_("Kurse"), reverse("programme:catalogue")),
    ]


def network_menu(request: HttpRequest) -> list[Entry]:
    """Visitors, members, members with a duty, the house keeper: each sees what is theirs."""
    if not request.user.is_authenticated:
        return [
            Entry(_("Über uns"), reverse("groups:group")),
            Entry(_("Mitmachen"), reverse("groups:join")),
            Entry(_("Fragen"), reverse("pages:questions")),
            Entry(_("Anmelden"), reverse("account_login")),
        ]
    today = Entry(_("Heute"), reverse("today"))
    return [today, *(_member_entries(request) or _entries_without_group(request))]


def _member_entries(request: HttpRequest) -> list[Entry]:
    # Imported here: this file serves the course house, too, which has no such table.
    from wirwissen.network.groups.access import chosen_member
    from wirwissen.network.groups.models import DutyKind

    member = chosen_member(request)
    if member is None:
        return []
    meetings = Entry(_("Treffen"), reverse("meetings:dates"))
    own = Entry(_("Mein Bereich"), reverse("groups:own"))
    kinds = {duty.kind for duty in member.duties.all()}
    # Four at most: the orga's account is one step further, in their own area.
    if DutyKind.ORGA.value in kinds:
        return [meetings, Entry(_("Orga"), reverse("groups:orga")), own]
    return [meetings, own, Entry(_("Mein Konto"), reverse("accounts:own"))]


def _entries_without_group(request: HttpRequest) -> list[Entry]:
    roles = {Role(row.role) for row in memberships_of(request)}
    groups = [Entry(_("Gruppen"), reverse("groups:house"))] if Role.OFFICE in roles else []
    return [*groups, Entry(_("Mein Konto"), reverse("accounts:own"))]
