"""The public check of a paper: valid or not valid, and nothing else."""

from __future__ import annotations

import hashlib

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from wirwissen.course.credentials import services
from wirwissen.course.credentials.forms import VerifyForm
from wirwissen.foundation.core.clock import today
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
    address = f"{today()}:{request.META.get('REMOTE_ADDR', '')}"
    key = f"verify:{hashlib.sha256(address.encode()).hexdigest()[:32]}"
    cache.add(key, 0, WITHIN)
    return cache.incr(key) > TRIES
