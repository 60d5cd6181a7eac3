"""Signing in in two steps: the page after the password, and what somebody sets up for it."""

import segno
from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.adapter import get_adapter
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.totp.internal.auth import clear_totp_secret, get_totp_secret
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.foundation.accounts.access import need_password
from wirwissen.foundation.accounts.forms.account import WithPassword
from wirwissen.foundation.accounts.forms.second_step import SecondStepForm, SetUpForm
from wirwissen.foundation.accounts.kept import has_kept
from wirwissen.foundation.accounts.once import show_once, take_once
from wirwissen.foundation.accounts.services import second_step as services
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.form_keys import without_form_key


@without_form_key  # signing in twice does no harm
@sensitive_post_parameters()
@login_stage_required(  # type: ignore[untyped-decorator]
    stage=AuthenticateStage.key, redirect_urlname="account_login"
)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """After the password (or a code by mail): the code of the app, or one from paper."""
    stage = request._login_stage  # type: ignore[attr-defined]
    user = stage.login.user
    form = SecondStepForm(request.POST or None, user=user)
    if form.is_valid():
        record_authentication(request, user, "mfa", type=form.kind)
        answer: HttpResponse = stage.exit()
        return answer
    facts = {"form": form, "has_kept": has_kept(request)}
    return render(request, "accounts/second_step_ask.html", facts)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Whether it is on, how many codes are left, and what one can do."""
    user = need_password(request)
    is_on = services.has_second_step(user)
    left = services.paper_codes_left(user) if is_on else 0
    return render(request, "accounts/second_step.html", {"is_on": is_on, "left": left})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Scan, type the first code; the next page shows the codes for paper."""
    user = need_password(request)
    if services.has_second_step(user):
        return redirect("accounts:second_step")
    secret = get_totp_secret()  # the same one when the page is loaded again after scanning
    form = SetUpForm(request.POST or None, user=user)
    if form.is_valid():
        code = form.cleaned_data["code"]
        codes = services.switch_on(user, secret=secret, code=code, now=now())
        if codes is not None:
            clear_totp_secret(request)
            show_once(request, "\n".join(codes), place=f"codes:{user.pk}")
            return redirect("accounts:second_step_codes")
        form.add_error(
            "code",
            _("Dieser Code passt nicht. Warten Sie auf den nächsten und tippen Sie ihn ein."),
        )
    address = get_adapter().build_totp_url(user, secret)
    facts = {"form": form, "drawing": drawing_of(address), "secret": in_groups(secret)}
    return render(request, "accounts/second_step_set_up.html", facts)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: HttpRequest) -> HttpResponse:
    """The codes for paper, once; afterwards how many are left, and new ones."""
    user = need_password(request)
    if not services.has_second_step(user):
        return redirect("accounts:second_step")
    form = WithPassword(request.POST or None, user=user)
    if form.is_valid():
        made = services.new_paper_codes(user, now=now())
        show_once(request, "\n".join(made), place=f"codes:{user.pk}")
        return redirect("accounts:second_step_codes")
    shown = take_once(request, place=f"codes:{user.pk}").split()
    facts = {
        "form": form,
        "codes": [in_groups(code) for code in shown],
        "left": services.paper_codes_left(user),
    }
    return render(request, "accounts/second_step_codes.html", facts)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def switch_off(request: HttpRequest) -> HttpResponse:
    """The password alone is enough again."""
    user = need_password(request)
    if not services.has_second_step(user):
        return redirect("accounts:second_step")
    form = WithPassword(request.POST or None, user=user)
    if form.is_valid():
        services.switch_off(user, now=now())
        show_once(request, _("Die Anmeldung in zwei Schritten ist aus."), place="own")
        return redirect("accounts:own")
    return render(request, "accounts/second_step_off.html", {"form": form})


def drawing_of(address: str) -> str:
    """The address as QR code: inline SVG without any style, black on white in either scheme."""
    code = segno.make(address, error="m")
    drawing = code.svg_inline(
        scale=5, border=4, dark="#000", light="#fff", svgclass=None, lineclass=None,
        title=_("Code zum Abfotografieren für Ihre Code-App"),
    )  # fmt: skip
    drawing = drawing.replace("<svg ", '<svg role="img" ', 1)
    return mark_safe(drawing)


def in_groups(text: str) -> str:
    """Four signs and a blank, for typing off."""
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
