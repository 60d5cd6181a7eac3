"""Who may see the pages of the application half, and in which states they are shown."""

from collections.abc import Callable, Mapping

from tests import make
from tests.course.admissions.papers import pdf
from tests.registry import EVERYBODY, Access, PageState
from tests.world import ACTORS, World
from wirwissen.course.admissions.models import Application, ApplicationFile, ApplicationState
from wirwissen.course.admissions.rules.application import REQUIRED, Section
from wirwissen.course.admissions.services import application as services
from wirwissen.course.admissions.services.files import check_papers, keep_papers, set_aside
from wirwissen.course.admissions.services.reading import record_reading
from wirwissen.course.programme.models import Offer
from wirwissen.foundation.core.clock import now

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"
SIGNED_IN = frozenset(ACTORS) - {"anonymous"}
OWNER = frozenset({"applicant"})
OFFICE = frozenset({"office"})
BOTH_OFFICES = frozenset({"office", "foreign_office"})
BOTH = ("GET", "POST")
Args = Mapping[str, object]
TEXTS = {
    Section.MOTIVATION: "Seit drei Jahren leite ich mit zwei anderen eine Gruppe.\n\nIch merke, "
    "wo mir Handwerk fehlt.",
    Section.CV: "1988 geboren\n2006 Lehre\n2019 Gruppe gegründet",
    Section.ANCHORS: "Der Garten am Fluss, mittwochs der Chor, zwei Freundinnen.",
    Section.NEEDS: "Ein Platz an der Tür.",
}


# One application, in the state a page wants it in.
def mine(world: World) -> Args:
    return {"pk": world.own.application.pk}


def as_draft(world: World, **fields: object) -> Application:
    """The applicant's own application, taken back to a draft."""
    Application.objects.filter(pk=world.own.application.pk).update(
        state=ApplicationState.DRAFT, submitted_at=None, **fields
    )
    found = Application.objects.get(pk=world.own.application.pk)
    world.own.application = found
    return found


def write(application: Application, *sections: Section) -> None:
    for section in sections:
        services.save_section(
            application, section, {"text": TEXTS[section]}, is_done=True, now=now()
        )


def empty(world: World) -> Args:
    return {"pk": as_draft(world).pk}


def filled(world: World) -> Args:
    application = as_draft(
        world, address="Uferweg 14\n50996 Köln", funding="jobcenter", consent_version="2026-1",
        consent_at=now(),
    )
    write(application, *TEXTS)
    add_paper(application)
    done = [section.value for section in REQUIRED]
    Application.objects.filter(pk=application.pk).update(done=done)
    return {"pk": application.pk}


def half(world: World) -> Args:
    application = as_draft(world)
    write(application, Section.CV)
    services.save_section(
        application, Section.MOTIVATION, {"text": "Ein Anfang."}, is_done=False, now=now()
    )
    return {"pk": application.pk}


def long_words(world: World) -> Args:
    application = as_draft(world, name=LONG, address=LONG)
    Offer.objects.filter(pk=application.offer_id).update(title=LONG)
    text = {"text": LONG}
    services.save_section(application, Section.ANCHORS, text, is_done=True, now=now())
    add_paper(application, f"{LONG}.pdf")
    return {"pk": application.pk}


def too_late(world: World) -> Args:
    args = filled(world)
    Offer.objects.filter(pk=world.own.offer.pk).update(apply_until=make.at("2026-01-01 00:00"))
    return args


def withdrawn(world: World) -> Args:
    services.withdraw(world.own.application, now=now())
    return mine(world)


def decided(world: World) -> Args:
    Application.objects.filter(pk=world.own.application.pk).update(state=ApplicationState.DECIDED)
    return mine(world)


def with_readers(world: World) -> Args:
    application = world.own.application
    application.offer.readers.create(user=world.own.lead, name=f"Amara {LONG}", named_at=now())
    application.offer.readers.create(
        user=world.own.second_lead, name="Jo Berg", named_at=now(), application=application
    )
    record_reading(
        application.person, reader=world.own.lead, name=f"Amara {LONG}",
        what="Bewerbung: Lebenslauf", now=now(),
    )
    return mine(world)


# Papers.
def add_paper(application: Application, name: str = "Zeugnis.pdf") -> ApplicationFile:
    keep_papers(application, Section.PAPERS, check_papers([pdf(name, pages=2)]), now=now())
    paper = application.files.order_by("-uploaded_at").first()
    assert paper is not None
    return paper


def sent_with_paper(world: World, name: str = "Zeugnis.pdf") -> ApplicationFile:
    paper = add_paper(as_draft(world), name)
    Application.objects.filter(pk=paper.application_id).update(
        state=ApplicationState.SUBMITTED, submitted_at=now()
    )
    return ApplicationFile.objects.get(pk=paper.pk)


def kept_paper(world: World) -> Args:
    return {"pk": sent_with_paper(world).pk}


def long_paper(world: World) -> Args:
    return {"pk": add_paper(as_draft(world), f"{LONG}.pdf").pk}


def paper_aside(world: World) -> Args:
    paper = sent_with_paper(world)
    set_aside(paper, by=world.own.office, now=now())
    return {"pk": paper.pk}


def application_with_paper_aside(world: World) -> Args:
    paper_aside(world)
    return mine(world)


# What the office enters for somebody without e-mail.
def on_paper(world: World, **fields: object) -> Application:
    return make.application(
        world.own.offer, make.user(None), by_office=True, state=ApplicationState.DRAFT,
        name="Theo Anselm", **fields,
    )


def paper_application(world: World) -> Args:
    return {"pk": on_paper(world).pk}


def paper_finished(world: World) -> Args:
    done = [section.value for section in REQUIRED]
    return {"pk": on_paper(world, done=done, address="Am Bach 3\n50996 Köln").pk}


def paper_sent(world: World) -> Args:
    application = on_paper(world, address="Am Bach 3\n50996 Köln")
    Application.objects.filter(pk=application.pk).update(
        state=ApplicationState.SUBMITTED, submitted_at=now()
    )
    return {"pk": application.pk}


def with_needs(world: World) -> Args:
    application = as_draft(world)
    write(application, Section.NEEDS)
    Application.objects.filter(pk=application.pk).update(
        state=ApplicationState.SUBMITTED, submitted_at=now()
    )
    return {"pk": application.pk}


def no_applications(world: World) -> Args:
    Application.objects.filter(offer__organisation=world.own.organisation).delete()
    return {}


def many_applications(world: World) -> Args:
    make.application(world.own.offer, name=LONG)
    application_with_paper_aside(world)
    on_paper(world)
    services.withdraw(make.application(world.own.offer), now=now())
    return {}


def two_own(world: World) -> Args:
    make.application(make.offer(title=LONG), world.own.application.person)
    return {}


def own_withdrawn(world: World) -> Args:
    withdrawn(world)
    return {}


def no_offers(world: World) -> Args:
    Offer.objects.update(state="closed")
    return {}


def coming_back(world: World) -> Args:
    return {}


def free_entitlement(world: World) -> Args:
    make.entitlement(world.own.programme, name=LONG)
    return {}


def part(section: str, prepare: Callable[[World], Args]) -> Callable[[World], Args]:
    """The arguments of one part's page."""
    return lambda world: {**prepare(world), "name": section}


def named(url: str) -> str:
    return f"admissions:{url}"


ACCESS: list[Access] = [
    Access(named("own"), to=SIGNED_IN, why="who never applied sees the first step"),
    Access(named("begin"), to=EVERYBODY, methods=BOTH),
    Access(named("begin_confirm"), to=SIGNED_IN, methods=BOTH),
    Access(named("application"), to=OWNER, args=mine),
    Access(named("section"), to=OWNER, args=part("lebenslauf", empty), methods=BOTH),
    Access(named("check"), to=OWNER, args=mine, methods=BOTH),
    Access(named("sent"), to=OWNER, args=mine),
    Access(named("reopen"), to=OWNER, args=mine, methods=("POST",)),
    Access(named("withdraw"), to=OWNER, args=mine, methods=BOTH),
    Access(named("readers"), to=OWNER, args=mine),
    Access(named("paper"), to=OWNER, args=kept_paper, why="leads read once named and declared"),
    Access(named("paper_delete"), to=OWNER, args=long_paper, methods=BOTH),
    Access(named("paper_set_aside"), to=OFFICE, args=kept_paper, methods=BOTH),
    Access(named("paper_return"), to=OFFICE, args=paper_aside, methods=BOTH),
    Access(named("applications_office"), to=BOTH_OFFICES),
    Access(named("begin_office"), to=BOTH_OFFICES, methods=BOTH),
    Access(named("application_office"), to=OFFICE, args=mine),
    Access(
        named("section_office"), to=OFFICE, args=part("lebenslauf", paper_application),
        methods=BOTH,
    ),
    Access(named("needs_office"), to=OFFICE, args=with_needs),
    Access(named("send_office"), to=OFFICE, args=paper_finished, methods=("POST",)),
    Access(named("reopen_office"), to=OFFICE, args=paper_sent, methods=("POST",)),
    Access(named("withdraw_office"), to=OFFICE, args=paper_application, methods=BOTH),
    Access(named("letter_office"), to=OFFICE, args=mine),
]


def own_page(
    url: str, name: str, prepare: Callable[[World], Args], post: Mapping[str, str] | None = None
) -> PageState:
    return PageState(named(url), name, "applicant", prepare=prepare, post=post)


def office_page(
    url: str, name: str, prepare: Callable[[World], Args], post: Mapping[str, str] | None = None
) -> PageState:
    return PageState(named(url), name, "office", prepare=prepare, post=post)


STATES: list[PageState] = [
    PageState(named("begin"), "open", "anonymous"),
    PageState(named("begin"), "no offer", "anonymous", prepare=no_offers),
    PageState(
        named("begin"), "wrong code", "anonymous", post={"offer": "", "code": "XXXX", "email": "x"}
    ),
    PageState(named("begin"), "signed in", "applicant"),
    PageState(named("begin_confirm"), "nothing waits", "applicant"),
    own_page("own", "two", two_own),
    own_page("own", "withdrawn", own_withdrawn),
    PageState(named("own"), "never applied", "participant"),
    own_page("application", "fresh", empty),
    own_page("application", "half", half),
    own_page("application", "finished", filled),
    own_page("application", "long words", long_words),
    own_page("application", "too late", too_late),
    own_page("application", "sent", mine),
    own_page("application", "decided", decided),
    own_page("application", "withdrawn", withdrawn),
    own_page("application", "paper set aside", application_with_paper_aside),
    *[own_page("section", f"empty {each}", part(each, empty)) for each in Section],
    *[own_page("section", f"filled {each}", part(each, filled)) for each in Section],
    own_page("section", "contact missing", part("kontakt", empty), {"step": "done", "phone": "1"}),
    own_page("section", "text missing", part("motivation", empty), {"step": "done", "text": ""}),
    own_page("section", "long words", part("unterlagen", long_words)),
    own_page("check", "gaps", half),
    own_page("check", "finished", filled),
    own_page("check", "too late", too_late),
    own_page("check", "refused", empty, {}),
    own_page("check", "read again", mine),
    own_page("check", "long words", long_words),
    own_page("sent", "sent", mine),
    own_page("withdraw", "sent", mine),
    own_page("withdraw", "decided", decided),
    own_page("readers", "nobody yet", empty),
    own_page("readers", "read", with_readers),
    own_page("paper_delete", "long name", long_paper),
    office_page("paper_set_aside", "kept", kept_paper),
    office_page("paper_return", "aside", paper_aside),
    office_page("paper_return", "not aside", kept_paper),
    office_page("applications_office", "empty", no_applications),
    office_page("applications_office", "many", many_applications),
    office_page("begin_office", "nobody to choose", coming_back),
    office_page("begin_office", "somebody", free_entitlement),
    office_page("begin_office", "missing", coming_back, {"offer": ""}),
    office_page("application_office", "draft of their own", empty),
    office_page("application_office", "sent", mine),
    office_page("application_office", "needs", with_needs),
    office_page("application_office", "paper set aside", application_with_paper_aside),
    office_page("application_office", "on paper", paper_application),
    office_page("application_office", "on paper, finished", paper_finished),
    office_page("application_office", "on paper, sent", paper_sent),
    office_page("application_office", "withdrawn", withdrawn),
    office_page("section_office", "text", part("motivation", paper_application)),
    office_page("section_office", "consent", part("einwilligung", paper_application)),
    office_page("needs_office", "needs", with_needs),
    office_page("withdraw_office", "on paper", paper_application),
    office_page("letter_office", "draft", paper_application),
    office_page("letter_office", "sent", paper_sent),
]
