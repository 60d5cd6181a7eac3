"""What is stored about somebody, shown to them alone; the copy they take along; the end of it."""

from allauth.account.adapter import get_adapter
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.foundation.accounts.access import need_password
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.privacy import parts, queries
from wirwissen.foundation.privacy.forms import ErasureForm
from wirwissen.foundation.privacy.services.copies import export_person, shelf_of
from wirwissen.foundation.privacy.services.erasure import (
    erase_person,
    refuse_to_leave_no_office,
)

FILE_NAME = "meine-daten.json"  # neutral: it may lie in a shared folder of downloads


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What kinds of things are kept here, why, and how long."""
    need_password(request)
    return render(request, "privacy/own.html", {"parts": parts.parts()})


@require_safe
def part(request: HttpRequest, slug: str) -> HttpResponse:
    """The rows of one part, with content and date of deletion."""
    user, pages = need_password(request), parts.parts()
    chosen = next((page for page in pages if page.slug == slug), None)
    if chosen is None:
        raise Http404
    shelves = [shelf_of(user, kind.model, kind.entry) for kind in chosen.kinds]
    facts = {
        "parts": pages,
        "chosen": chosen,
        "filled": [shelf for shelf in shelves if shelf.rows],
        "empty": [shelf for shelf in shelves if not shelf.rows],
    }
    return render(request, "privacy/part.html", facts)


@require_safe
def readings(request: HttpRequest) -> HttpResponse:
    """Who opened something of this person."""
    user = need_password(request)
    facts = {"parts": parts.parts(), "readings": queries.readings_of(user)}
    return render(request, "privacy/readings.html", facts)


@require_safe
def copy(request: HttpRequest) -> HttpResponse:
    """Everything as a file to take along."""
    user = need_password(request)
    return JsonResponse(
        export_person(user),
        json_dumps_params={"ensure_ascii": False, "indent": 2},
        headers={"Content-Disposition": f'attachment; filename="{FILE_NAME}"'},
    )


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest) -> HttpResponse:
    """What deleting means, and doing it with the password."""
    user = need_password(request)
    form = ErasureForm(request.POST or None)
    if form.is_valid() and _is_allowed(user, form):
        erase_person(user, now=now())
        logout(request)
        return redirect("privacy:erased")
    facts = {"form": form, "staying": parts.kinds_that_stay()}
    return render(request, "privacy/erase.html", facts)


@login_not_required
@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    """The calm page afterwards."""
    return render(request, "privacy/erased.html")


def _is_allowed(user: User, form: ErasureForm) -> bool:
    try:
        if not get_adapter().reauthenticate(user, form.cleaned_data["password"]):
            raise ValidationError(_("Das ist nicht Ihr Kennwort. Tippen Sie es noch einmal ein."))
        refuse_to_leave_no_office(user)
    except ValidationError as error:
        form.add_error("password", error)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return form.is_valid()
