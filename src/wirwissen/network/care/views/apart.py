"""The private list, the own particulars, and what a made-up name cannot do."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wirwissen.foundation.accounts.access import need_password
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.sealed.services import open_text
from wirwissen.network.care import services
from wirwissen.network.care.forms.marks import AvoidedForm, OwnMarksForm
from wirwissen.network.care.queries import lists as queries
from wirwissen.network.care.rules.marks import Kind, may_give_again
from wirwissen.network.groups.access import act


@login_not_required
@require_safe
def limits(request: HttpRequest) -> HttpResponse:
    """What a made-up name protects from and what not: readable before anybody joins."""
    return render(request, "care/limits.html")


@require_http_methods(["GET", "HEAD", "POST"])
def own(request: HttpRequest) -> HttpResponse:
    """Whom the member keeps away from; the answer to a new entry is the same for any name."""
    need_password(request)
    member = act(request).member
    form = AvoidedForm(request.POST or None)
    if form.is_valid():
        try:
            services.add_avoided(member, form.cleaned_data["text"], Kind(form.cleaned_data["kind"]))
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            return redirect("care:apart")
    entries = [
        (row, open_text(row.envelope, row, "label_sealed")) for row in queries.own_list(member)
    ]
    return render(request, "care/apart.html", {"form": form, "entries": entries})


@require_POST
def remove(request: HttpRequest, pk: str) -> HttpResponse:
    """Take an entry off one's own list; of another list it finds nothing and says the same."""
    need_password(request)
    services.remove_avoided(act(request).member, pk)
    return redirect("care:apart")


@require_http_methods(["GET", "HEAD", "POST"])
def marks(request: HttpRequest) -> HttpResponse:
    """Own name and workplace, once; or take them back."""
    need_password(request)
    member, at = act(request).member, now()
    if request.method == "POST" and "withdraw" in request.POST:
        services.withdraw_own_marks(member)
        return redirect("care:marks")
    row = queries.own_marks(member)
    form = OwnMarksForm(request.POST or None)
    if form.is_valid():
        try:
            services.give_own_marks(member, now=at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("care:marks")
    context = {
        "form": form,
        "row": row,
        "is_given": row is not None and bool(row.name_hash or row.workplace_hash),
        "may_give": may_give_again(
            given_on=row.given_on if row else None, today=timezone.localdate(at)
        ),
    }
    return render(request, "care/marks.html", context)
