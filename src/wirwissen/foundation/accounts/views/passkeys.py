"""Passkeys: signing in with one, adding and removing them. The only pages here with a script."""

import time

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from wirwissen.foundation.accounts.access import need_password
from wirwissen.foundation.accounts.forms.account import WithPassword
from wirwissen.foundation.accounts.forms.passkeys import PasskeyForm
from wirwissen.foundation.accounts.kept import has_kept
from wirwissen.foundation.accounts.once import show_once, take_once
from wirwissen.foundation.accounts.services import passkeys
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.form_keys import without_form_key

_IN_SESSION = "passkey_until"
_LASTS = 5 * 60  # seconds in which a passkey can be added after the password was typed
_with_script = csp_update({"script-src": [SELF]})


@without_form_key  # signing in twice does no harm
@login_not_required
@_with_script
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """A passkey instead of address and password."""
    if request.user.is_authenticated:
        return redirect(get_next_redirect_url(request) or "today")
    form = PasskeyForm(request.POST or None)
    if form.is_valid():
        user = passkeys.owner_of(form.cleaned_data["credential"])
        if user is not None:
            # The device has asked for its owner's finger or PIN: this is both steps (T9).
            record_authentication(request, user, "mfa", type="webauthn", passwordless=True)
            login = Login(user=user, redirect_url=get_next_redirect_url(request))
            answer: HttpResponse = perform_login(request, login)
            return answer
        form.add_error(None, _("Das hat nicht geklappt. Nehmen Sie das Kennwort."))
    facts = {
        "form": form,
        "options": passkeys.begin_to_sign_in(),
        "next": get_next_redirect_url(request) or "",
        "has_kept": has_kept(request),
    }
    return render(request, "accounts/passkey_sign_in.html", facts)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """One's passkeys; the password begins a new one."""
    user = need_password(request)
    form = WithPassword(request.POST or None, user=user)
    if form.is_valid():
        request.session[_IN_SESSION] = time.time() + _LASTS
        return redirect("accounts:passkey_add")
    said = take_once(request, place="passkeys")
    facts = {"form": form, "passkeys": passkeys.passkeys_of(user), "said": said}
    return render(request, "accounts/passkeys.html", facts)


@_with_script
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """Make a passkey on this device."""
    user = need_password(request)
    if request.session.get(_IN_SESSION, 0) < time.time():
        return redirect("accounts:passkeys")
    form = PasskeyForm(request.POST or None)
    if form.is_valid():
        if passkeys.add(user, form.cleaned_data["credential"], now=now()):
            del request.session[_IN_SESSION]
            show_once(request, _("Der Passkey ist da."), place="passkeys")
            return redirect("accounts:passkeys")
        form.add_error(None, _("Das hat nicht geklappt. Versuchen Sie es noch einmal."))
    facts = {"form": form, "options": passkeys.begin_to_add(user)}
    return render(request, "accounts/passkey_add.html", facts)


@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Forget one passkey."""
    if passkeys.remove(need_password(request), request.POST.get("which", "")):
        show_once(request, _("Der Passkey gilt nicht mehr."), place="passkeys")
    return redirect("accounts:passkeys")
