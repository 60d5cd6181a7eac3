"""Objections: raised by a participant, answered by the leads."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from wirwissen.course.cohorts import services
from wirwissen.course.cohorts.forms.people import AnswerForm, ObjectionForm
from wirwissen.course.cohorts.models import Attendance, Objection, Session
from wirwissen.course.cohorts.views import shown
from wirwissen.course.cohorts.views.doors import KEEPERS, own_participant
from wirwissen.course.programme.queries import curriculum_of
from wirwissen.foundation.accounts.access import act_for
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused


@require_http_methods(["GET", "POST"])
def objection(request: HttpRequest, pk: str, session: str) -> HttpResponse:
    """Say that an entry is wrong."""
    row = own_participant(request, pk)
    of = get_object_or_404(Session, pk=session, cohort=row.cohort_id)
    of.cohort = row.cohort
    entry = Attendance.objects.filter(session=of, participant=row).first()
    if entry is None:
        raise Http404
    form = ObjectionForm(request.POST or None, session=of)
    if form.is_valid():
        try:
            services.raise_objection(row, of, now=now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("cohorts:own_course", row.pk)
    titles = shown.titles_of(curriculum_of(row.cohort.version))
    context = {
        "row": row, "session": of, "entry": entry, "form": form,
        "title": titles.get(of.part, of.part),
    }  # fmt: skip
    return render(request, "cohorts/objection.html", context)


@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, pk: str) -> HttpResponse:
    """Answer an objection; the entry may be corrected in the same act."""
    rows = Objection.objects.select_related("session__cohort__version", "participant")
    row = get_object_or_404(rows, pk=pk)
    staff = act_for(request, row.session.cohort.organisation_id, *KEEPERS)
    entry = Attendance.objects.filter(session=row.session, participant=row.participant).first()
    form = AnswerForm(
        request.POST or None,
        session=row.session,
        claimed=row.claimed_units,
        entered=entry.units if entry else None,
    )
    if form.is_valid():
        changes = form.cleaned_data["decision"] == "change"
        try:
            services.answer_objection(
                row, answer=form.cleaned_data["answer"], by=staff, now=now(),
                units=form.cleaned_data["units"] if changes else None,
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("cohorts:cohort", row.session.cohort_id)
    titles = shown.titles_of(curriculum_of(row.session.cohort.version))
    context = {
        "row": row, "session": row.session, "entry": entry, "form": form,
        "title": titles.get(row.session.part, row.session.part),
    }  # fmt: skip
    return render(request, "cohorts/answer.html", context)
