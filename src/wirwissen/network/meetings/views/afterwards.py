"""After the evening: themes, and the slow thread."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_http_methods, require_POST

from wirwissen.foundation.core.clock import now, today
from wirwissen.foundation.core.errors import Refused
from wirwissen.network.groups.access import act
from wirwissen.network.groups.models import DutyKind
from wirwissen.network.meetings import services
from wirwissen.network.meetings.forms.meetings import PostForm, ThemesForm
from wirwissen.network.meetings.models import Post, Themes
from wirwissen.network.meetings.queries.meetings import parts_of, visible_posts
from wirwissen.network.meetings.views.dates import meeting_of


@require_http_methods(["GET", "POST"])
def themes(request: HttpRequest, pk: str) -> HttpResponse:
    """Keep the themes: whoever did a part that evening, or the orga."""
    acting = act(request)
    row = meeting_of(acting, pk)
    is_part = any(part.is_own for part in parts_of(row, acting.member))
    if not is_part and not acting.has(DutyKind.ORGA):
        raise Http404
    kept = Themes.objects.filter(meeting=row).first()
    data = request.POST if request.method == "POST" else None
    form = ThemesForm(data, initial={"lines": "\n".join(kept.lines) if kept else ""})
    if form.is_valid():
        services.keep_themes(row, form.cleaned_data["lines"], now=now())
        return redirect("meetings:meeting", row.pk)
    return render(request, "meetings/themes.html", {"meeting": row, "form": form})


@require_http_methods(["GET", "POST"])
def thread(request: HttpRequest, pk: str) -> HttpResponse:
    """What members think about it later. No chat: one a day, it appears the next."""
    acting = act(request)
    row = meeting_of(acting, pk)
    if now() < row.starts_at:
        raise Http404
    form = PostForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.write_post(
                row, acting.member, text=form.cleaned_data["text"],
                content_note=form.cleaned_data["content_note"], now=now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("meetings:thread", row.pk)
    context = {
        "meeting": row,
        "posts": visible_posts(row, acting.member, today=today()),
        "member": acting.member,
        "today": today(),
        "form": form,
        "report_url": report_url(),
    }
    return render(request, "meetings/thread.html", context)


@require_POST
def post_back(request: HttpRequest, pk: str, post_pk: str) -> HttpResponse:
    """Take an own post back."""
    acting = act(request)
    row = meeting_of(acting, pk)
    post = Post.objects.filter(meeting=row, member=acting.member, pk=post_pk).first()
    if post is None:
        raise Http404
    services.take_back(post)
    return redirect("meetings:thread", row.pk)


def report_url() -> str:
    """Where one reports something; empty while the house has no such page."""
    try:
        return reverse("care:report")
    except NoReverseMatch:
        return ""
