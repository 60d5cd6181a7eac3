"""The pool of topics."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wirwissen.network.groups.access import Acting, act
from wirwissen.network.groups.models import DutyKind
from wirwissen.network.meetings import services
from wirwissen.network.meetings.forms.meetings import TopicForm
from wirwissen.network.meetings.models import Topic
from wirwissen.network.meetings.queries.meetings import pool


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Topics without a date; the orga also sees what it has not read yet."""
    acting = act(request)
    is_orga = acting.has(DutyKind.ORGA)
    context = {
        "rows": pool(acting.member),
        "unread": pool(acting.member, unread=True) if is_orga else [],
        "is_orga": is_orga,
    }
    return render(request, "meetings/topics.html", context)


@require_http_methods(["GET", "POST"])
def topic_new(request: HttpRequest) -> HttpResponse:
    """Propose a topic, with the own name or none."""
    acting = act(request)
    form = TopicForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        services.propose(
            acting.member, title=given["title"], about=given["about"],
            content_note=given["content_note"], with_name=given["with_name"] == "yes",
        )  # fmt: skip
        return redirect("meetings:topic_sent")
    return render(request, "meetings/topic_new.html", {"form": form})


@require_safe
def topic_sent(request: HttpRequest) -> HttpResponse:
    """Said once: the topic is with the orga."""
    act(request)
    return render(request, "meetings/topic_sent.html")


@require_POST
def topic_vote(request: HttpRequest, pk: str) -> HttpResponse:
    """Would like it, or not any more."""
    acting = act(request)
    services.vote(_topic(acting, pk), acting.member, wants=request.POST.get("wants") == "yes")
    return redirect("meetings:topics")


@require_POST
def topic_approve(request: HttpRequest, pk: str) -> HttpResponse:
    """Let the group see it."""
    acting = act(request, DutyKind.ORGA)
    services.approve(_topic(acting, pk))
    return redirect("meetings:topics")


@require_POST
def topic_drop(request: HttpRequest, pk: str) -> HttpResponse:
    """Take it out of the pool: the orga any topic, a member the own one."""
    acting = act(request)
    topic = _topic(acting, pk)
    if not acting.has(DutyKind.ORGA) and topic.by_id != acting.member.pk:
        raise Http404
    services.drop_topic(topic)
    return redirect("meetings:topics")


def _topic(acting: Acting, pk: str) -> Topic:
    topic = Topic.objects.filter(group=acting.group, pk=pk).first()
    if topic is None:
        raise Http404
    # What the orga has not read yet is nobody else's to know.
    if not topic.is_approved and not acting.has(DutyKind.ORGA) and topic.by_id != acting.member.pk:
        raise Http404
    return topic
