"""A message to the orga: written by a member, read by the orga."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.foundation.accounts.access import need_password
from wirwissen.foundation.accounts.limits import take_code_turn
from wirwissen.foundation.core.clock import now
from wirwissen.network.care import services
from wirwissen.network.care.forms.messages import MessageForm
from wirwissen.network.care.queries.messages import messages_to
from wirwissen.network.groups.access import act
from wirwissen.network.groups.models import DutyKind


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write to the orga, with the own name or none."""
    need_password(request)
    member = act(request).member
    form = MessageForm(request.POST or None)
    if form.is_valid() and _may_write(form, member.pk):
        services.write_to_orga(
            member, form.cleaned_data["text"], now=now(),
            with_name=form.cleaned_data["with_name"] == "yes",
        )  # fmt: skip
        return redirect("care:message_sent")
    return render(request, "care/message_new.html", {"form": form})


def _may_write(form: MessageForm, whose: str) -> bool:
    """A few a minute: what has no name must not become a flood either."""
    try:
        take_code_turn(whose)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    return True


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """It has arrived."""
    act(request)
    return render(request, "care/message_sent.html")


@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """What was written to the orga: days and names, no text."""
    group = act(request, DutyKind.ORGA).group
    return render(request, "care/messages.html", {"rows": messages_to(group)})


@require_http_methods(["GET", "HEAD", "POST"])
def message(request: HttpRequest, pk: str) -> HttpResponse:
    """Read one; or be done with it, then it is gone."""
    acting = act(request, DutyKind.ORGA)
    found = messages_to(acting.group).filter(pk=pk).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        services.drop_message(found)
        return redirect("care:messages")
    text = services.read_message(found, acting.member, now=now())
    return render(request, "care/message.html", {"row": found, "text": text})
