"""Entitlements to apply: found, made as an exception, re-issued, withdrawn, on paper."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wirwissen.course.events import queries, services
from wirwissen.course.events.forms.entitlements import ExceptionForm, SearchForm, WithdrawForm
from wirwissen.course.events.models import Entitlement
from wirwissen.course.events.views.codes import keep_code, kept_code
from wirwissen.course.events.views.staff import is_office
from wirwissen.foundation.accounts.access import Staff, act_as, act_for, signed_in
from wirwissen.foundation.accounts.rules import Role
from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.form_keys import without_form_key
from wirwissen.foundation.mail.queries import undeliverable_addresses


def _entitlement(request: HttpRequest, pk: str) -> tuple[Entitlement, Staff]:
    row = queries.entitlement_by_id(pk)
    if row is None:
        raise Http404
    return row, act_for(request, row.programme.organisation_id, Role.OFFICE)


@without_form_key
@require_http_methods(["GET", "POST"])
def entitlements(request: HttpRequest) -> HttpResponse:
    """The newest ones, or those of a name. The search is a POST and changes nothing."""
    staff = act_as(request, Role.OFFICE)
    form = SearchForm(request.POST if request.method == "POST" else None)
    name = form.cleaned_data["name"] if form.is_valid() else ""
    rows = queries.entitlements_of(staff.organisation, name=name)
    bounced = undeliverable_addresses(row.email for row in rows)
    day = today()
    context = {
        "form": form,
        "name": name.strip(),
        "rows": [(row, queries.state_of(row, day).value, row.email in bounced) for row in rows],
    }
    return render(request, "events/entitlements.html", context)


@require_http_methods(["GET", "POST"])
def entitlement_new(request: HttpRequest) -> HttpResponse:
    """An exception: the right to apply without an info event, with reason and name."""
    staff = act_as(request, Role.OFFICE)
    form = ExceptionForm(request.POST or None, organisation=staff.organisation)
    if form.is_valid():
        typed, at = form.cleaned_data, now()
        row, code = services.grant(
            typed["programme"],
            name=typed["name"],
            email=typed["email"],
            exception_reason=typed["reason"],
            by=staff.user,
            now=at,
        )
        if not row.email:
            keep_code(request, row.pk, code, now=at)
        return redirect("events:entitlement", row.pk)
    return render(request, "events/entitlement_new.html", {"form": form})


@require_http_methods(["GET", "POST"])
def entitlement(request: HttpRequest, pk: str) -> HttpResponse:
    """One entitlement: where it comes from, how it stands; POST withdraws it with a reason."""
    row, _staff = _entitlement(request, pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.withdraw(row, reason=form.cleaned_data["reason"], now=now())
        return redirect("events:entitlement", row.pk)
    context = {
        "form": form,
        "entitlement": row,
        "state": queries.state_of(row, today()).value,
        "exception_name": queries.exception_name(row),
        "has_code": bool(kept_code(request, row.pk, now=now())),
        "is_undeliverable": bool(undeliverable_addresses([row.email])),
    }
    return render(request, "events/entitlement.html", context)


@require_POST
def reissue(request: HttpRequest, pk: str) -> HttpResponse:
    """A new code: by mail if there is an address, and to print for the next hour."""
    row, _staff = _entitlement(request, pk)
    at = now()
    row, code = services.reissue(row, now=at)
    keep_code(request, row.pk, code, now=at)
    return redirect("events:letter", row.pk)


@require_safe
def letter(request: HttpRequest, pk: str) -> HttpResponse:
    """The letter with the code, while this session knows it; then the way to a new one.

    Whoever holds the event hands it over at the door; everything else is the office's.
    """
    row = queries.entitlement_by_id(pk)
    if row is None:
        raise Http404
    event = row.registration.event if row.registration else None
    is_host = event is not None and event.host_id == signed_in(request).pk
    roles = () if is_host else (Role.OFFICE,)
    staff = act_for(request, row.programme.organisation_id, *roles)
    code = kept_code(request, row.pk, now=now())
    context = {
        "entitlement": row,
        "event": event,
        "code": code,
        "is_office": is_office(staff),
        "begin_at": settings.HOUSE_ADDRESS + reverse("admissions:begin"),
        "today": today(),
    }
    return render(request, "events/letter.html", context)
