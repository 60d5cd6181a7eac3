"""The way in: what a typed code opens, and what to do when it does not."""

from datetime import date

from django.utils.translation import gettext as _

from wirwissen.course.admissions.queries.application import living_entitlements
from wirwissen.course.admissions.rules.application import CodeProblem, problem_of_code
from wirwissen.course.events.models import Entitlement
from wirwissen.course.events.queries import entitlement_by_code
from wirwissen.course.programme.models import Offer
from wirwissen.foundation.accounts.models import Organisation, User
from wirwissen.foundation.core.errors import Refused


def entitlement_for(
    offer: Offer, *, typed_code: str, person: User | None, today: date
) -> Entitlement | None:
    """What opens an application for this offer: the typed code, or one this person used before.

    `None` if the offer needs none. Raises `Refused` with the way on. The answer never depends on
    an address, so it tells nobody whether one is known here.
    """
    if not offer.needs_info_event:
        return None
    programme = offer.version.programme_id
    if not typed_code.strip():
        own = living_entitlements(person, today).filter(programme=programme) if person else None
        if own is not None and (found := own.first()):
            return found
        raise Refused(sentence_for(CodeProblem.MISSING, offer.organisation))
    entitlement = entitlement_by_code(typed_code)
    if entitlement is None:
        raise Refused(sentence_for(CodeProblem.UNKNOWN, offer.organisation))
    need_good(entitlement, offer, person=person, today=today)
    return entitlement


def need_good(entitlement: Entitlement, offer: Offer, *, person: User | None, today: date) -> None:
    """Raises `Refused` if this entitlement does not open this offer for this person."""
    mine = person is not None and entitlement.person_id == person.pk
    problem = problem_of_code(
        withdrawn=entitlement.withdrawn_at is not None,
        valid_until=entitlement.valid_until,
        today=today,
        bound_to_other=entitlement.person_id is not None and not mine,
        same_programme=entitlement.programme_id == offer.version.programme_id,
    )
    if problem is not None:
        raise Refused(sentence_for(problem, offer.organisation))


def sentence_for(problem: CodeProblem, organisation: Organisation) -> str:
    """What is, and what to do: each sentence ends with a way on that works for everybody."""
    call = _call(organisation)
    sentences = {
        CodeProblem.MISSING: _("Hier fehlt noch der Code von Ihrem Info-Termin."),
        CodeProblem.UNKNOWN: _(
            "Diesen Code kennen wir nicht. Vergleichen Sie ihn mit Ihrem Papier."
        ),
        CodeProblem.WITHDRAWN: _("Dieser Code gilt nicht mehr."),
        CodeProblem.EXPIRED: _("Dieser Code ist abgelaufen. Ein neuer Info-Termin hilft weiter."),
        CodeProblem.USED: _(
            "Mit diesem Code hat schon jemand eine Bewerbung begonnen. Waren Sie das? Dann melden "
            "Sie sich oben an."
        ),
        CodeProblem.OTHER_PROGRAMME: _(
            "Dieser Code gehört zu einem anderen Programm. Wählen Sie den passenden Kurs aus."
        ),
    }
    return f"{sentences[problem]} {call}"


def _call(organisation: Organisation) -> str:
    if not organisation.phone:
        return _("Fragen beantwortet das Büro.")
    if not organisation.phone_hours:
        return _("Fragen? Rufen Sie uns an: %(phone)s.") % {"phone": organisation.phone}
    return _("Fragen? Rufen Sie uns an: %(phone)s (%(hours)s).") % {
        "phone": organisation.phone,
        "hours": organisation.phone_hours,
    }
