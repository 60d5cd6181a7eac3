"""The last step of joining: the agreement, and an account with a password."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from wirwissen.foundation.accounts.access import signed_in
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.accounts.once import show_once
from wirwissen.foundation.accounts.services import sign_in_strong
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.network.groups import services
from wirwissen.network.groups.access import GROUP_IN_SESSION
from wirwissen.network.groups.forms.joining import (
    KnownAccountForm,
    NewAccountForm,
    NewMemberForm,
)
from wirwissen.network.groups.models import JoinRequest, Member
from wirwissen.network.groups.rules import RequestState


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: HttpRequest, token: str) -> HttpResponse:
    """The agreement and a password. Whoever gave no address gets a name to sign in with, and words
    to print."""
    row = services.request_of_link(token, now=now())
    if row is None or row.stands is not RequestState.ADMITTED:
        return render(request, "groups/request_over.html", status=404)
    form = _form(request, row)
    if form.is_valid():
        try:
            member = _member(request, row, form)
        except Refused as refusal:
            form.add_error("pseudonym", str(refusal))
        else:
            if member is not None:
                return _signed_in(request, member)
    return render(request, "groups/account.html", {"row": row, "form": form, "token": token})


def _form(request: HttpRequest, row: JoinRequest) -> Any:
    data = request.POST if request.method == "POST" else None
    kind: type[NewMemberForm] = NewMemberForm
    if not request.user.is_authenticated:
        known = User.objects.filter(email=row.email).first() if row.email else None
        has_password = known is not None and known.has_usable_password()
        kind = KnownAccountForm if has_password else NewAccountForm
    return kind(data, initial={"pseudonym": row.pseudonym})


def _member(request: HttpRequest, row: JoinRequest, form: Any) -> Member | None:
    """The new member; `None` with a sentence at the field. Raises `Refused`."""
    name, at = form.cleaned_data["pseudonym"], now()
    if isinstance(form, NewAccountForm):
        password = form.cleaned_data["password1"]
        member, words = services.become_member_anew(row, password=password, pseudonym=name, now=at)
        if words:
            said = f"{member.user.account_name}\n{words}"
            show_once(request, said, place=f"words:{member.user_id}")
        return member
    user: User | None = None
    if isinstance(form, KnownAccountForm):
        user = _known_user(request, row, form)
    else:
        user = signed_in(request)
    return services.become_member(row, user, pseudonym=name, now=at) if user else None


def _known_user(request: HttpRequest, row: JoinRequest, form: KnownAccountForm) -> User | None:
    try:
        user = get_adapter().authenticate(
            request, email=row.email, password=form.cleaned_data["password"]
        )
    except ValidationError as refusal:  # too many tries
        form.add_error("password", refusal)
        return None
    if isinstance(user, User):
        return user
    form.add_error("password", _("Das ist nicht dein Kennwort. Tippe es noch einmal ein."))
    return None


def _signed_in(request: HttpRequest, member: Member) -> HttpResponse:
    is_nameless = not request.user.is_authenticated and not member.user.email
    if not request.user.is_authenticated:
        sign_in_strong(request, member.user)
    request.session[GROUP_IN_SESSION] = member.group_id
    return redirect("accounts:recovery_words" if is_nameless else "groups:own")
