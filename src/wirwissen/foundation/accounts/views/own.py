"""One's own account."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from wirwissen.foundation.accounts.access import (
    PLACE_IN_SESSION,
    memberships_of,
    signed_in,
)
from wirwissen.foundation.accounts.kept import drop_kept
from wirwissen.foundation.accounts.models import ROLE_LABELS, AddressChange, Organisation
from wirwissen.foundation.accounts.once import show_once, take_once
from wirwissen.foundation.accounts.services.second_step import has_second_step
from wirwissen.foundation.accounts.services.sign_in import end_other_sessions


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """Address, password, what is stored, signing out."""
    user, rows = signed_in(request), memberships_of(request)
    houses = {row.organisation_id: row.organisation for row in rows}
    facts = {
        "email": user.email or "",
        "address_waits": AddressChange.objects.filter(user=user, due_at__isnull=False).exists(),
        "account_name": user.account_name or "",
        "by_words": settings.ACCOUNTS_WITHOUT_ADDRESS,
        "has_words": bool(user.words_hash),
        "second_step": has_second_step(user),
        "has_password": user.has_usable_password(),
        "roles": [(row.organisation.name, ROLE_LABELS[row.role_held]) for row in rows],
        "houses": list(houses.values()) if len(houses) > 1 else [],
        "chosen": request.session.get(PLACE_IN_SESSION, next(iter(houses), "")),
        "saved": take_once(request, place="own"),
    }
    return render(request, "accounts/own.html", facts)


@require_POST
def end_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere else."""
    end_other_sessions(request, signed_in(request))
    show_once(request, _("Auf allen anderen Geräten sind Sie jetzt abgemeldet."), place="own")
    return redirect("accounts:own")


@require_POST
def switch(request: HttpRequest) -> HttpResponse:
    """Work for another of one's organisations from now on."""
    houses: dict[str, Organisation] = {
        row.organisation_id: row.organisation for row in memberships_of(request)
    }
    chosen = houses.get(request.POST.get("house", ""))
    if chosen is not None:  # a house that is not theirs changes nothing and tells nothing
        request.session[PLACE_IN_SESSION] = chosen.pk
        said = _("Sie arbeiten jetzt für %(house)s.") % {"house": chosen.name}
        show_once(request, said, place="own")
    return redirect("accounts:own")


@require_POST
def discard_kept(request: HttpRequest) -> HttpResponse:
    """Throw away what was kept when the session ended, and go on where it was typed."""
    return redirect(drop_kept(request) or "accounts:own")
