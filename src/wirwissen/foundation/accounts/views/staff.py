"""The team: who has which role, invitations, codes for those who lost their password."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wirwissen.foundation.accounts import queries, services
from wirwissen.foundation.accounts.access import Staff, act_as
from wirwissen.foundation.accounts.forms.staff import (
    ROLE_HINTS,
    InvitationForm,
    OrganisationForm,
    particulars_of,
    roles_of_this_house,
)
from wirwissen.foundation.accounts.models import ROLE_LABELS, Invitation, User
from wirwissen.foundation.accounts.once import show_once, take_once
from wirwissen.foundation.accounts.rules import (
    Role,
    may_change_roles,
)
from wirwissen.foundation.accounts.services.passwords import may_make_recovery_code
from wirwissen.foundation.accounts.services.sign_in import keep_this_session
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused


@require_safe
def staff(request: HttpRequest) -> HttpResponse:
    """Everybody with a role, open invitations, and the history of changes."""
    office = act_as(request, Role.OFFICE)
    facts = {
        "house": office.organisation.name,
        "colleagues": queries.colleagues_of(office.organisation),
        "invitations": queries.open_invitations(office.organisation, now()),
        "changes": queries.role_changes(office.organisation),
    }
    return render(request, "accounts/staff.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Invite a colleague; the next page shows the code once."""
    office = act_as(request, Role.OFFICE)
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        row, _token, code = services.invite(office, now=now(), **form.cleaned_data)
        show_once(request, code, place=row.pk)
        return redirect("accounts:invited", row.pk)
    return render(request, "accounts/invite.html", {"form": form})


@require_safe
def invited(request: HttpRequest, invitation_id: str) -> HttpResponse:
    """What to tell the invited person, once; afterwards where the invitation stands."""
    row = _own_invitation(act_as(request, Role.OFFICE), invitation_id)
    code = take_once(request, place=row.pk)
    return render(request, "accounts/invited.html", {"invitation": row, "code": code})


@require_POST
def withdraw_invitation(request: HttpRequest, invitation_id: str) -> HttpResponse:
    """Take an invitation back."""
    office = act_as(request, Role.OFFICE)
    services.withdraw_invitation(office, _own_invitation(office, invitation_id))
    return redirect("accounts:staff")


@require_safe
def member(request: HttpRequest, user_id: str) -> HttpResponse:
    """One colleague: give and take roles, help with a lost password."""
    office = act_as(request, Role.OFFICE)
    person = _colleague(office, user_id)
    own = person.user.pk == office.user.pk
    offered = roles_of_this_house()
    roles = [
        {
            "value": role.value,
            "label": ROLE_LABELS[role],
            "hint": ROLE_HINTS[role],
            "held": role in person.roles,
            "may_take": may_change_roles(
                own_roles=office.roles, own_account=own, losing_office=role is Role.OFFICE
            ),
        }
        for role in Role
        if role in offered or role in person.roles
    ]
    return render(request, "accounts/member.html", {"person": person, "roles": roles, "own": own})


@require_POST
def give_role(request: HttpRequest, user_id: str) -> HttpResponse:
    """Give a colleague a role."""
    office = act_as(request, Role.OFFICE)
    person = _colleague(office, user_id)
    role = _role(request)
    if role not in roles_of_this_house():
        raise Refused(_("Diese Aufgabe gibt es hier nicht. Wählen Sie eine andere."))
    services.give_role(office, person.user, role, now=now())
    return redirect("accounts:member", person.user.pk)


@require_POST
def take_role(request: HttpRequest, user_id: str) -> HttpResponse:
    """Take a role from a colleague; their sessions end."""
    office = act_as(request, Role.OFFICE)
    person = _colleague(office, user_id)
    services.take_role(office, person.user, _role(request), now=now())
    if person.user.pk == office.user.pk:
        keep_this_session(request, person.user)
    if queries.colleague(office.organisation, user_id) is None:
        return redirect("accounts:staff")
    return redirect("accounts:member", person.user.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def recovery_code(request: HttpRequest, user_id: str) -> HttpResponse:
    """Make the code for somebody who lost their password, and show it once."""
    office = act_as(request, Role.OFFICE)
    person = get_object_or_404(User, pk=user_id, is_active=True)
    if not may_make_recovery_code(office, person):
        raise Http404
    if request.method == "POST":
        code = services.make_recovery_code(office, person, now=now())
        show_once(request, code, place=f"recovery:{person.pk}")
        return redirect("accounts:recovery_code", person.pk)
    facts = {"email": person.email or "", "code": take_once(request, place=f"recovery:{person.pk}")}
    return render(request, "accounts/recovery_code.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def organisation(request: HttpRequest) -> HttpResponse:
    """The house's own particulars."""
    office = act_as(request, Role.OFFICE)
    form = OrganisationForm(request.POST or None, initial=particulars_of(office.organisation))
    if form.is_valid():
        services.change_organisation(office, **form.cleaned_data)
        show_once(request, "saved", place="organisation")
        return redirect("accounts:organisation")
    saved = bool(take_once(request, place="organisation"))
    return render(request, "accounts/organisation.html", {"form": form, "saved": saved})


def _own_invitation(office: Staff, invitation_id: str) -> Invitation:
    rows = Invitation.objects.filter(organisation=office.organisation, accepted_at=None)
    return get_object_or_404(rows, pk=invitation_id)


def _colleague(office: Staff, user_id: str) -> queries.Colleague:
    person = queries.colleague(office.organisation, user_id)
    if person is None:
        raise Http404
    return person


def _role(request: HttpRequest) -> Role:
    try:
        return Role(request.POST.get("role", ""))
    except ValueError:
        raise Refused(_("Wählen Sie eine Aufgabe aus.")) from None
