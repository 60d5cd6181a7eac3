"""Signing in and out: the library's views with our pages, and what we explain instead of others."""

from typing import Any

from allauth.account import views as library
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.foundation.accounts.kept import has_kept
from wirwissen.foundation.core.form_keys import without_form_key


class _TellsWhatIsKept:
    """Says that a text is kept, and lets somebody who mistyped their address begin again."""

    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**context, "has_kept": has_kept(self.request)}

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: object) -> None:
        """The library would lead back to the code page until the code has expired."""


class _Login(_TellsWhatIsKept, library.LoginView):
    pass


class _RequestCode(_TellsWhatIsKept, library.RequestLoginCodeView):
    pass


class _Reauthenticate(_TellsWhatIsKept, library.ReauthenticateView):
    def form_valid(self, form: Any) -> HttpResponse:
        # The session opens more from now on: whoever stole it before must not come along.
        self.request.session.cycle_key()
        response: HttpResponse = super().form_valid(form)
        return response


# Signing in twice does no harm, so these need no form key, like the library's own views.
login = without_form_key(_Login.as_view())
reauthenticate = without_form_key(_Reauthenticate.as_view())
_request_code = _RequestCode.as_view()


@without_form_key
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def request_code(request: HttpRequest) -> HttpResponseBase:
    """Ask for a code by mail; where a mailbox alone opens nothing, the page of the password."""
    if not settings.ACCOUNT_LOGIN_BY_CODE_ENABLED:
        return redirect("account_login")
    return _request_code(request)


confirm_code = library.confirm_login_code
logout = library.logout


@login_not_required
@require_safe
def no_signup(request: HttpRequest) -> HttpResponse:
    """How an account comes about: never by signing up."""
    return render(request, "account/signup.html")


@login_not_required
@require_safe
def lost_password(request: HttpRequest) -> HttpResponse:
    """What to do without the password: mailbox and the office's code together."""
    by_code = settings.ACCOUNT_LOGIN_BY_CODE_ENABLED
    return render(
        request,
        "account/password_reset.html",
        {"by_code": by_code, "by_words": settings.ACCOUNTS_WITHOUT_ADDRESS},
    )


@login_not_required
@require_safe
def inactive(request: HttpRequest) -> HttpResponse:
    """An account that rests."""
    return render(request, "account/account_inactive.html")
