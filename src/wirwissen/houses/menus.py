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
    if Role.OFFICE in roles:
        middle = [Entry(_("Büro"), reverse("programme:office"))]
    elif roles:
        middle = [Entry(_("Kurse"), reverse("cohorts:cohorts"))]
    else:
        middle = [Entry(_("Kurse"), reverse("programme:catalogue"))]
    return [
        Entry(_("Heute"), reverse("today")),
        *middle,
        Entry(_("Mein Konto"), reverse("accounts:own")),
    ]


def network_menu(request: HttpRequest) -> list[Entry]:
    """The public side of the network house."""
    return [
        Entry(_("Die Gruppe"), reverse("groups:group")),
        Entry(_("Fragen"), reverse("pages:questions")),
    ]
