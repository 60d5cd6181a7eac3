"""One dossier: the declaration first, then reading part by part, the own vote, then the others'."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from wirwissen.course.admissions.forms import words
from wirwissen.course.admissions.forms.selection import KNOWS, DeclareForm, VoteForm
from wirwissen.course.admissions.models import Application, ApplicationState, Choice, Vote
from wirwissen.course.admissions.queries import application as application_queries
from wirwissen.course.admissions.queries.desk import Desk, desk_of, neighbours
from wirwissen.course.admissions.queries.selection import BLOCKED_WORDS
from wirwissen.course.admissions.rules import selection as rules
from wirwissen.course.admissions.rules.application import Section, section_called
from wirwissen.course.admissions.services import selection as services
from wirwissen.course.admissions.services.reading import record_reading
from wirwissen.course.admissions.views.dossier import listing, text_of
from wirwissen.course.admissions.views.selection import READING
from wirwissen.foundation.accounts.access import act_for, need_password
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.sealed.services import open_text

TABS = {
    Section.MOTIVATION: gettext_lazy("Motivation"),
    Section.CV: gettext_lazy("Lebenslauf"),
    Section.ANCHORS: gettext_lazy("Was trägt"),
    Section.PAPERS: gettext_lazy("Unterlagen"),
}
COLLEAGUE_WORDS = {
    rules.Doing.DECLARE: gettext_lazy("hat noch nicht gelesen"),
    rules.Doing.CONFLICT: gettext_lazy("kennt die Person und liest nicht mit"),
    rules.Doing.VOTE: gettext_lazy("liest gerade"),
    rules.Doing.VOTED: gettext_lazy("hat gelesen und gestimmt"),
}


@dataclass(frozen=True, kw_only=True)
class OpenVote:
    """One vote, opened: shown only to somebody who has voted."""

    name: str
    choice: Any
    criteria: dict[str, str]
    note: str
    is_own: bool


def _rows(votes: list[OpenVote], criteria: list[str]) -> list[tuple[Any, list[tuple[str, Any]]]]:
    """Votes side by side: one row for the vote, each criterion, the note. Words, no sums."""
    return [
        (_("Stimme"), [(vote.name, vote.choice) for vote in votes]),
        *((each, [(vote.name, vote.criteria.get(each)) for vote in votes]) for each in criteria),
        (_("Fragen und nächster Schritt"), [(vote.name, vote.note) for vote in votes]),
    ]


def desk_for(request: HttpRequest, pk: str) -> tuple[Desk, User]:
    """An application under review and everybody around it, for one of its readers.

    Raises `NeedsPassword`, and `Http404` for all others.
    """
    user = need_password(request)
    rows = application_queries.applications().select_related("decision")
    found = rows.filter(pk=pk, state=ApplicationState.SUBMITTED).exclude(person=user).first()
    if found is None:
        raise Http404
    act_for(request, found.offer.organisation_id, *READING)
    desk = desk_of(found)
    if desk.name_of(user) is None:
        raise Http404
    return desk, user


@require_http_methods(["GET", "POST"])
def declare(request: HttpRequest, pk: str) -> HttpResponse:
    """Say whether one knows the person: before reading, or when it shows later."""
    desk, user = desk_for(request, pk)
    own = desk.reading_of(user)
    assert own is not None
    form = DeclareForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        knows = form.cleaned_data["knows"] == KNOWS
        services.declare(desk.application, reader=user, knows_person=knows, now=now())
        return redirect("admissions:declare" if knows else "admissions:dossier", pk)
    context = {
        "application": desk.application,
        "offer": desk.application.offer,
        "form": form,
        "is_late": own.knows_person is False,
        "is_conflict": own.knows_person is True,
    }
    return render(request, "admissions/declare.html", context)


@require_http_methods(["GET", "POST"])
def dossier(request: HttpRequest, pk: str, name: str = Section.MOTIVATION) -> HttpResponse:
    """Read one part and vote. Nothing of the dossier shows before the declaration."""
    desk, user = desk_for(request, pk)
    part = section_called(name)
    own = desk.reading_of(user)
    if part not in TABS or own is None:
        raise Http404
    if not rules.may_read_dossier(is_reader=True, submitted=True, knows_person=own.knows_person):
        return redirect("admissions:declare", pk)
    form = _vote_form(request, desk, user)
    if request.method == "POST" and form.is_valid():
        services.vote(
            desk.application,
            reader=user,
            choice=form.cleaned_data["choice"],
            criteria=form.weighed(),
            note=form.cleaned_data["note"],
            now=now(),
        )
        return redirect("admissions:dossier_part", pk, name)
    return _show(request, desk, user, part, form)


def _vote_form(request: HttpRequest, desk: Desk, user: User) -> VoteForm:
    criteria = desk.application.offer.criteria
    given = next((one for one in desk.votes if one.reader_id == user.pk), None)
    if given is None:
        return VoteForm(request.POST or None, criteria=criteria)
    words_of = {f"criterion_{no}": given.criteria.get(one) for no, one in enumerate(criteria)}
    initial = {"choice": given.choice, "note": _note(desk.application, given), **words_of}
    return VoteForm(request.POST or None, criteria=criteria, initial=initial)


def _note(application: Application, vote: Vote) -> str:
    return open_text(application.envelope, vote, "note_sealed")


def _show(
    request: HttpRequest, desk: Desk, user: User, part: Section, form: VoteForm
) -> HttpResponse:
    application = desk.application
    own = desk.reading_of(user)
    papers = application_queries.papers_of(application)
    record_reading(
        application.person,
        reader=user,
        name=desk.name_of(user) or "",
        what=_("Bewerbung: %(part)s") % {"part": TABS[part]},
        now=now(),
    )
    has_voted = own is not None and own.choice is not None
    is_prepared = getattr(application, "decision", None) is not None
    wants_change = "aendern" in request.GET or request.method == "POST"
    blocked = rules.what_blocks(desk.readings)
    votes = _opened(desk, user) if rules.may_see_votes(own_vote_given=has_voted) else []
    context = {
        "application": application,
        "offer": application.offer,
        "part": part,
        "title": words.TITLES[part] if part is not Section.ANCHORS else _("Was trägt"),
        "tabs": list(TABS.items()),
        "paper_count": len(papers),
        "papers": listing(application, _shown(papers, part)),
        "text": text_of(application, part),
        "form": None if is_prepared or (has_voted and not wants_change) else form,
        "has_voted": has_voted,
        "is_prepared": is_prepared,
        "votes": votes,
        "vote_rows": _rows(votes, application.offer.criteria),
        "colleagues": _colleagues(desk, user, has_voted=has_voted),
        "blocked": BLOCKED_WORDS[blocked] if blocked else "",
        "must_talk": blocked is rules.Blocked.TALK_FIRST,
        "near": neighbours(application, user),
    }
    return render(request, "admissions/dossier.html", context)


def _shown(papers: list[Any], part: Section) -> list[Any]:
    return papers if part is Section.PAPERS else [one for one in papers if one.section == part]


def _opened(desk: Desk, user: User) -> list[OpenVote]:
    return [
        OpenVote(
            name=desk.names.get(vote.reader_id) or _("Jemand, der nicht mehr liest"),
            choice=Choice(vote.choice).label,
            criteria=vote.criteria,
            note=_note(desk.application, vote),
            is_own=vote.reader_id == user.pk,
        )
        for vote in desk.votes
    ]


def _colleagues(desk: Desk, user: User, *, has_voted: bool) -> list[tuple[str, Any]]:
    """The others and how far they are, in words; not how they voted."""
    return [
        (desk.names.get(one.reader, ""), COLLEAGUE_WORDS[rules.doing(one)])
        for one in desk.readings
        if one.reader != user.pk
        and one.reader in desk.names
        and not (has_voted and one.choice)  # their votes stand there already
    ]
