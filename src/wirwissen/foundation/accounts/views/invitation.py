"""The link of an invitation. It opens nothing without the code (T9)."""

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from wirwissen.foundation.accounts.forms.sign_in import CodeAndOwnPassword, CodeAndPassword
from wirwissen.foundation.accounts.models import Invitation, User
from wirwissen.foundation.accounts.rules import may_try_code
from wirwissen.foundation.accounts.services.codes import take_code
from wirwissen.foundation.accounts.services.invitations import (
    accept_invitation,
    invitation_by_token,
)
from wirwissen.foundation.accounts.services.second_step import has_second_step
from wirwissen.foundation.accounts.services.sign_in import sign_in_strong
from wirwissen.foundation.core.clock import now


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation with the code and a password, then be signed in."""
    found = invitation_by_token(token, now=now())
    if found is None or not may_try_code(wrong_codes=found.wrong_codes):
        return render(request, "accounts/invitation_over.html", status=404)
    account = User.objects.filter(email=found.email).first()
    has_password = account is not None and account.has_usable_password()
    form = (CodeAndOwnPassword if has_password else CodeAndPassword)(request.POST or None)
    if form.is_valid() and _fits(request, found, form):
        user = accept_invitation(found, new_password=form.cleaned_data.get("password1"), now=now())
        if has_second_step(user):  # link, code and password are one step: the other one is asked
            return redirect("account_login")
        sign_in_strong(request, user)
        return redirect("today")
    facts = {"form": form, "house": found.organisation.name, "has_password": has_password}
    return render(request, "accounts/invitation.html", facts)


def _fits(request: HttpRequest, found: Invitation, form: Any) -> bool:
    """Whether code and (for an account that exists) password fit; says at the field what to do."""
    if not take_code(found, form.cleaned_data["code"]):
        form.add_error("code", _wrong_code(found))
        return False
    if isinstance(form, CodeAndPassword):
        return True
    try:
        fits = get_adapter().authenticate(
            request, email=found.email, password=form.cleaned_data["password"]
        )
    except ValidationError as refusal:  # too many tries
        form.add_error("password", refusal)
        return False
    if not fits:
        form.add_error("password", _("Das ist nicht Ihr Kennwort. Tippen Sie es noch einmal ein."))
    return bool(fits)


def _wrong_code(found: Invitation) -> str:
    if may_try_code(wrong_codes=found.wrong_codes):
        return _("Dieser Code passt nicht. Prüfen Sie ihn und tippen Sie ihn noch einmal ein.")
    return _("Der Code war fünfmal falsch. Lassen Sie sich noch einmal einladen.")
