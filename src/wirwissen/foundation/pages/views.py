"""The quick exit, the public pages of the house, and the pages for errors."""

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from wirwissen.foundation.pages.context import Surroundings
from wirwissen.foundation.pages.crisis import crisis
from wirwissen.foundation.pages.record import record_of_processing


class SeeOther(HttpResponseRedirect):
    """303: whatever the method was, go there with GET."""

    status_code = 303


@login_not_required
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """The quick exit (product/trust.md, T6): works by a plain link, twice as well as once.

    Our own cookies go by name. `Clear-Site-Data: "cookies"` would empty the whole registrable
    domain and so reach the other house.
    """
    logout(request)
    response = SeeOther(settings.EXIT_TO or reverse("pages:neutral"))
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        response.delete_cookie(name, path="/", samesite="Lax")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@login_not_required
@require_safe
def neutral(request: HttpRequest) -> HttpResponse:
    """Where the exit leads by default: a page that tells nothing, not even whose it is."""
    return HttpResponse(get_template("ww/neutral.html").render())


@login_not_required
@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    """Answers to frequent questions, each house its own."""
    return render(request, f"pages/questions_{settings.HOUSE_ATTRIBUTE}.html")


@login_not_required
@require_safe
def safety(request: HttpRequest) -> HttpResponse:
    """What is protected and how, what is not, and which traces stay in the browser."""
    return render(request, "pages/safety.html")


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Data protection in plain words."""
    return render(request, "pages/privacy.html", {"record": record_of_processing()})


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """What works, what nobody has tried yet, and where to say that something does not work."""
    return render(request, "pages/accessibility.html")


@login_not_required
@require_safe
def imprint(request: HttpRequest) -> HttpResponse:
    """Who answers for this house."""
    return render(request, "pages/imprint.html")


@login_not_required
@require_safe
def plain_words(request: HttpRequest) -> HttpResponse:
    """What this house does, in plain words."""
    return render(request, f"pages/plain_words_{settings.HOUSE_ATTRIBUTE}.html")


@login_not_required
@require_safe
def help_in_crisis(request: HttpRequest) -> HttpResponse:
    """All crisis numbers, with the day they were checked."""
    return render(request, "pages/help.html", {"crisis": crisis()})


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, and what somebody may not know of: one and the same page."""
    return render(request, "ww/404.html", status=404)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: may come before there is a session, so it asks the database for nothing."""
    return _without_request("ww/400.html", status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """500: something of ours broke, perhaps the database, perhaps even the templates."""
    try:
        return _without_request("ww/500.html", status=500)
    except Exception:
        # Whatever it was, the person still gets a sentence and a number to call.
        return HttpResponse(_last_resort(), status=500)


def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page of a failed CSRF check: the form was open for too long, or cookies are off."""
    return _without_request("ww/form_too_old.html", status=403)


def _last_resort() -> str:
    """A page without any template."""
    heading = _("Das hat nicht geklappt")
    advice = _("Auf unserer Seite ist etwas kaputt. Laden Sie die Seite in ein paar Minuten neu.")
    number = crisis().first
    return (
        f'<!doctype html><html lang="de"><head><meta charset="utf-8"><title>{_("Seite")}</title>'
        f"</head><body><h1>{heading}</h1><p>{advice}</p>"
        f"<p>{number.name}: {number.numbers[0].shown}</p></body></html>"
    )


def _without_request(template: str, *, status: int) -> HttpResponse:
    page = get_template(template).render({"ww": Surroundings(None)})
    return HttpResponse(page, status=status)
