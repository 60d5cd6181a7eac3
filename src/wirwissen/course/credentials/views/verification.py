"""The public check of a paper: valid or not valid, and nothing else."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from wirwissen.course.credentials import services
from wirwissen.course.credentials.forms import VerifyForm
from wirwissen.foundation.accounts.limits import daily_hash
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.form_keys import without_form_key

TRIES, WITHIN = 20, 600  # so many checks in so many seconds from one address


@login_not_required
@without_form_key  # changes nothing
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest, number: str = "") -> HttpResponse:
    """The same page, status and headers whether a number is unknown, wrong or withdrawn."""
    form = VerifyForm(request.POST or None, initial={"number": number})
    answer = ""
    if form.is_valid():
        if _too_many(request):
            answer = "later"
        else:
            typed = form.cleaned_data
            answer = "valid" if services.is_valid(typed["number"], typed["code"]) else "not_valid"
    return render(request, "credentials/verify.html", {"form": form, "answer": answer})


def _too_many(request: HttpRequest) -> bool:
    # Counted in slices of time; the codes are long enough that a lost count does no harm.
    address = daily_hash(get_adapter().get_client_ip(request))
    key = f"verify:{address}:{int(now().timestamp()) // WITHIN}"
    tries = cache.get(key, 0) + 1
    cache.set(key, tries, WITHIN)
    return bool(tries > TRIES)
