"""Login needed unless marked; what was typed while the session ended comes back."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from wirwissen.foundation.accounts.access import is_strong_session, signed_in
from wirwissen.foundation.accounts.kept import (
    drop_kept_at,
    has_kept,
    is_kept_here,
    keep_post,
    kept_page,
)


class LoginNeeded(LoginRequiredMiddleware):
    """Send strangers to the sign-in page, but first keep what they sent, sealed, for an hour."""

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        if request.user.is_authenticated and has_kept(request):
            page = self._give_back(request)
            if page is not None:
                return page
        return super().process_view(request, view_func, view_args, view_kwargs)

    def _give_back(self, request: HttpRequest) -> HttpResponse | None:
        if request.method == "POST":
            drop_kept_at(request)
            return None
        if not is_kept_here(request):
            return None
        # It may be class S: whoever has a password shows it first (T9).
        if signed_in(request).has_usable_password() and not is_strong_session(request):
            return to_page_with_next(request, "account_reauthenticate")
        return kept_page(request)

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponseRedirect:
        if request.method == "POST":
            keep_post(request)
        return to_page_with_next(request, "account_login")


def to_page_with_next(request: HttpRequest, name: str, wanted: str = "") -> HttpResponseRedirect:
    """Redirect to a sign-in page that leads back here (or to `wanted`) afterwards."""
    return redirect(f"{reverse(name)}?{urlencode({'next': wanted or request.path})}")


def needs_password_page(request: HttpRequest, _error: Exception) -> HttpResponse:
    """A mailbox alone opened the session: ask for the password, then come back."""
    if request.method == "POST":
        keep_post(request)
    has_password = request.user.is_authenticated and request.user.has_usable_password()
    return to_page_with_next(
        request, "account_reauthenticate" if has_password else "accounts:first_password"
    )
