"""Another address for one's account, or none."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from wirwissen.foundation.accounts.access import need_password
from wirwissen.foundation.accounts.forms.account import (
    AddressCodeForm,
    NewAddressForm,
    WithPassword,
)
from wirwissen.foundation.accounts.models import AddressChange, User
from wirwissen.foundation.accounts.once import show_once, take_once
from wirwissen.foundation.accounts.services import addresses
from wirwissen.foundation.core.clock import now

_IN_SESSION = "address_change"  # a code works only in the browser that asked for it (T9)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def address(request: HttpRequest) -> HttpResponse:
    """The address today, what is under way, and the form for another one."""
    user = need_password(request)
    form = NewAddressForm(request.POST or None, user=user)
    if form.is_valid():
        change = addresses.ask_new_address(user, form.cleaned_data["email"], now=now())
        request.session[_IN_SESSION] = change.pk
        return redirect("accounts:confirm_address")
    waiting = AddressChange.objects.filter(user=user, due_at__isnull=False).first()
    name, _line, words = take_once(request, place=f"nameless:{user.pk}").partition("\n")
    facts = {
        "form": form,
        "email": user.email or "",
        "account_name": user.account_name or "",
        "waiting": waiting,
        "may_remove": settings.ACCOUNTS_WITHOUT_ADDRESS and bool(user.email),
        "handle": name,
        "words": words,
    }
    return render(request, "account/email.html", facts)


@require_http_methods(["GET", "HEAD", "POST"])
def confirm_address(request: HttpRequest) -> HttpResponse:
    """The code from the new mailbox; then the waiting time begins."""
    user = need_password(request)
    change = _asked_here(request, user)
    if change is None:
        return redirect("account_email")
    form = AddressCodeForm(request.POST or None)
    if form.is_valid():
        if addresses.confirm_new_address(change, form.cleaned_data["code"], now=now()):
            return redirect("account_email")
        form.add_error(
            "code",
            _(
                "Dieser Code passt nicht oder gilt nicht mehr."
                " Prüfen Sie ihn oder fangen Sie neu an."
            ),
        )
    return render(request, "accounts/confirm_address.html", {"form": form, "email": change.email})


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def remove_address(request: HttpRequest) -> HttpResponse:
    """An account without address: a made-up name and printed words instead."""
    user = need_password(request)
    if not user.email:
        return redirect("account_email")
    form = WithPassword(request.POST or None, user=user)
    if form.is_valid():
        name, words = addresses.ask_no_address(user, now=now())
        show_once(request, f"{name}\n{words}", place=f"nameless:{user.pk}")
        return redirect("account_email")
    return render(request, "accounts/remove_address.html", {"form": form, "email": user.email})


@require_POST
def withdraw_address(request: HttpRequest) -> HttpResponse:
    """Everything stays as it was."""
    addresses.withdraw_address_change(need_password(request))
    return redirect("account_email")


def _asked_here(request: HttpRequest, user: User) -> AddressChange | None:
    rows = AddressChange.objects.filter(user=user, due_at=None)
    return rows.filter(pk=request.session.get(_IN_SESSION)).first()
