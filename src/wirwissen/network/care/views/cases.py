"""The question to the earlier member, and a confidant's cases."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from wirwissen.foundation.accounts.access import need_password
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.core.errors import Refused
from wirwissen.network.care import services
from wirwissen.network.care.forms.marks import AnswerForm, CaseForm
from wirwissen.network.care.models import Case
from wirwissen.network.care.queries import lists as queries
from wirwissen.network.care.rules.cases import Answer, Outcome, may_lift
from wirwissen.network.groups.access import act, own_members
from wirwissen.network.groups.models import DutyKind


@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, pk: str) -> HttpResponse:
    """The earlier member is asked; the page tells nothing about who and why."""
    need_password(request)
    mine = [member.pk for member in own_members(request)]
    rows = Case.objects.filter(earlier__in=mine, asked_on__isnull=False)
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    form = AnswerForm(request.POST or None, initial={"answer": found.answer or None})
    if form.is_valid():
        services.answer_question(found, Answer(form.cleaned_data["answer"]), now=now())
        return redirect("care:question", found.pk)
    return render(request, "care/question.html", {"case": found, "form": form})


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """What lies in this confidant's hands."""
    member = act(request, DutyKind.CONFIDANT).member
    return render(request, "care/cases.html", {"cases": queries.cases_of(member)})


@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, pk: str) -> HttpResponse:
    """One case: ask the earlier member, settle it."""
    member = act(request, DutyKind.CONFIDANT).member
    found = queries.cases_of(member).filter(pk=pk).first()
    if found is None:
        raise Http404
    if request.method == "POST" and "ask" in request.POST:
        services.ask_earlier(found, now=now())
        return redirect("care:case", found.pk)
    form = CaseForm(request.POST or None)
    if form.is_valid():
        try:
            services.decide_case(found, Outcome(form.cleaned_data["outcome"]))
        except Refused as refusal:
            form.add_error("outcome", str(refusal))
        else:
            return redirect("care:case", found.pk)
    lift = may_lift(Answer(found.answer), later_wrote_it=found.later_wrote_it)
    context = {"case": found, "form": form, "may_lift": lift,
               "asking": queries.name_of_request(found.request),
               "nobody_answers": queries.nobody_answers(found)}  # fmt: skip
    return render(request, "care/case.html", context)
