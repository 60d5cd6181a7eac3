"""The header set that is equal on every response, and forms that are saved only once."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.core.form_keys import sent_key, stored_key
from wirwissen.foundation.core.models import LONGEST_ANSWER, FormKey

GetResponse = Callable[[HttpRequest], HttpResponseBase]

# Equal on every response, errors and files included: an answer must not tell by its headers
# whether something exists. (CSP comes from django-csp, the rest from SecurityMiddleware.)
EQUAL_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}


class EqualHeaders:
    """Set the same headers on every response."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        # Style and fonts are the same for everybody and carry their hash in the name: they may be
        # kept for good. Everything else is never kept.
        kept = request.path.startswith(settings.STATIC_URL) and response.status_code == 200
        for name, value in EQUAL_HEADERS.items():
            if not (kept and name == "Cache-Control"):
                response.headers[name] = value
        return response


class SavedOnce:
    """A state-changing form carries a key; the second sending gets the first one's answer.

    The view runs in one transaction with the key's row: two sendings at once wait for each other.
    Only a redirect counts as saved (post, redirect, get); a form shown again frees its key.
    Views of libraries are the listed exceptions: theirs are safe to repeat (sign in, sign out).
    """

    library_views = ("allauth.", "django.")

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if response.status_code == 405 and request.method == "GET":
            # Somebody reloaded, or came back to, an address that only takes a form.
            sentence = _("Hier war ein Knopf gemeint, keine Seite. Gehen Sie einen Schritt zurück.")
            return render(request, "ww/refused.html", {"sentence": sentence}, status=405)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if request.method != "POST" or self._is_exempt(view):
            return None
        key = sent_key(request)
        if key is None:
            return render(request, "ww/form_incomplete.html", status=400)
        try:
            return _once(request, stored_key(key, request.path), view, args, kwargs)
        except tuple(error_pages) as error:
            return self.process_exception(request, error)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        for kind, page in error_pages.items():
            if isinstance(exception, kind):
                return page(request, exception)
        return None

    def _is_exempt(self, view: Callable[..., Any]) -> bool:
        module = getattr(view, "__module__", "")
        return getattr(view, "without_form_key", False) or module.startswith(self.library_views)


def save_once(request: HttpRequest, view: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    """For a view with slow work before its transaction: it is marked `without_form_key`, does that
    work (it holds no lock then) and gives the rest to this, once for each key."""
    key = sent_key(request)
    if key is None:
        return render(request, "ww/form_incomplete.html", status=400)
    answer = _once(request, stored_key(key, request.path), view, (), {})
    assert isinstance(answer, HttpResponse)
    return answer


def _once(
    request: HttpRequest, key: str, view: Callable[..., Any], args: Any, kwargs: Any
) -> HttpResponseBase:
    with transaction.atomic():
        row, is_new = FormKey.objects.get_or_create(key=key, defaults={"created_at": now()})
        if not is_new:
            return redirect(row.location or request.path)
        response: HttpResponseBase = view(request, *args, **kwargs)
        if 300 <= response.status_code < 400:
            row.location = _to_keep(response.headers["Location"], request.path)
            row.save(update_fields=["location"])
        else:
            row.delete()
        return response


def _to_keep(location: str, path: str) -> str:
    """The answer's address; empty for the form's own, to which an empty one leads anyway: it may
    hold the token of a link, which lies nowhere but hashed (T9)."""
    return "" if location == path or len(location) > LONGEST_ANSWER else location


def refused_page(request: HttpRequest, refusal: Exception) -> HttpResponse:
    """A calm page for a refusal that no form caught: the sentence, and the way back."""
    context = {"sentence": str(refusal) or _("Das geht gerade nicht.")}
    return render(request, "ww/refused.html", context, status=409)


# An app may add the page for an error of its own (`accounts` does, for `NeedsPassword`).
error_pages: dict[type[Exception], Callable[[HttpRequest, Exception], HttpResponse]] = {
    Refused: refused_page,
}
