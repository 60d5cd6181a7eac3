"""Whose page it is: each finds its row and lets in only who may know of it (else 404)."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from wirwissen.course.cohorts.models import Cohort, Participant, Session
from wirwissen.foundation.accounts.access import Staff, act_for, signed_in
from wirwissen.foundation.accounts.rules import Role

KEEPERS = (Role.LEAD, Role.OFFICE)


def cohort_for(request: HttpRequest, pk: str, *roles: Role) -> tuple[Cohort, Staff]:
    """A cohort and who acts for it (leads and office unless told otherwise). One query."""
    rows = Cohort.objects.select_related("version__programme", "organisation", "offer")
    cohort = get_object_or_404(rows, pk=pk)
    return cohort, act_for(request, cohort.organisation_id, *(roles or KEEPERS))


def session_for(request: HttpRequest, pk: str) -> tuple[Session, Staff]:
    """A session with its cohort, and who acts for it. One query."""
    rows = Session.objects.select_related("cohort__version__programme", "cohort__organisation")
    session = get_object_or_404(rows, pk=pk)
    return session, act_for(request, session.cohort.organisation_id, *KEEPERS)


def participant_for(request: HttpRequest, pk: str) -> tuple[Participant, Staff]:
    """A participant with their cohort, and who acts for it. One query."""
    rows = Participant.objects.select_related(
        "cohort__version__programme", "cohort__organisation", "person"
    )
    participant = get_object_or_404(rows, pk=pk)
    return participant, act_for(request, participant.cohort.organisation_id, *KEEPERS)


def own_participant(request: HttpRequest, pk: str) -> Participant:
    """The place in a cohort that is the signed-in person's own. One query."""
    rows = Participant.objects.select_related("cohort__version", "cohort__organisation", "person")
    return get_object_or_404(rows, pk=pk, person=signed_in(request))
