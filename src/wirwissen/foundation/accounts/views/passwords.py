"""Setting and changing one's password."""

from typing import Any

from allauth.account import views as library
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from wirwissen.foundation.accounts.access import is_strong_session, signed_in
from wirwissen.foundation.accounts.forms.sign_in import CodeAndPassword, NewPasswordPair
from wirwissen.foundation.accounts.kept import has_kept
from wirwissen.foundation.accounts.middleware import to_page_with_next
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.once import show_once
from wirwissen.foundation.accounts.services.passwords import (
    may_set_password_alone,
    set_first_password,
    set_password_by_code,
)
from wirwissen.foundation.accounts.services.sign_in import keep_this_session
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.form_keys import without_form_key


class _Change(library.PasswordChangeView):
    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, signed_in(self.request), method="password")
        show_once(self.request, _("Ihr neues Kennwort gilt."), place="own")
        return response


change = without_form_key(_Change.as_view())


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def first_password(request: HttpRequest) -> HttpResponse:
    """For somebody whom a mail code signed in and who has no password yet."""
    user = signed_in(request)
    if user.has_usable_password():
        if is_strong_session(request):
            return redirect("accounts:own")
        return _onward(request, "account_reauthenticate")
    if not may_set_password_alone(user):
        return _onward(request, "accounts:new_password")
    form = NewPasswordPair(request.POST or None)
    if form.is_valid():
        set_first_password(user, password=form.cleaned_data["password1"])
        return _strong_from_now(request, user)
    return _page(request, "accounts/first_password.html", form)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def new_password(request: HttpRequest) -> HttpResponse:
    """For a lost password: the mailbox opened the session, the office told a code."""
    user = signed_in(request)
    form = CodeAndPassword(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        if set_password_by_code(user, code=typed["code"], password=typed["password1"], now=now()):
            return _strong_from_now(request, user)
        form.add_error(
            "code",
            _(
                "Dieser Code passt nicht oder gilt nicht mehr. Prüfen Sie ihn"
                " oder lassen Sie sich vom Büro einen neuen sagen."
            ),
        )
    return _page(request, "accounts/new_password.html", form)


def _strong_from_now(request: HttpRequest, user: User) -> HttpResponse:
    keep_this_session(request, user)
    record_authentication(request, user, method="password")
    return redirect(get_next_redirect_url(request) or "accounts:own")


def _onward(request: HttpRequest, name: str) -> HttpResponse:
    wanted = get_next_redirect_url(request)
    return to_page_with_next(request, name, wanted) if wanted else redirect(name)


def _page(request: HttpRequest, template: str, form: NewPasswordPair) -> HttpResponse:
    wanted = get_next_redirect_url(request) or ""
    facts = {"form": form, "next": wanted, "has_kept": has_kept(request)}
    return render(request, template, facts)
