"""The private list and the own particulars."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from wirwissen.foundation.accounts.access import need_password
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.foundation.sealed.services import open_text
from wirwissen.network.care import services
from wirwissen.network.care.forms.marks import AvoidedForm, OwnMarksForm
from wirwissen.network.care.queries import lists as queries
from wirwissen.network.care.rules.marks import Kind, may_give_again
from wirwissen.network.groups.access import act
from wirwissen.network.groups.services import request_of_link


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


@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def request_marks(request: HttpRequest, token: str) -> HttpResponse:
    """The same for somebody who asks to join, by the link to their request."""
    row = request_of_link(token, now=now())
    if row is None:
        return render(request, "groups/request_over.html", status=404)
    form = OwnMarksForm(request.POST or None)
    if form.is_valid():
        services.give_request_marks(row.group, row.pk, now=now(), **form.cleaned_data)
        return redirect("care:request_marks", token)
    context = {"form": form, "token": token, "is_given": queries.request_gave_marks(row.pk)}
    return render(request, "care/request_marks.html", context)
