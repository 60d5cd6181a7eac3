"""Brings the world's application into the states its pages can be in."""

from collections.abc import Mapping

from tests import make
from tests.course.admissions.papers import pdf
from tests.world import World
from wirwissen.course.admissions.models import Application, ApplicationFile, ApplicationState
from wirwissen.course.admissions.rules.application import REQUIRED, Section
from wirwissen.course.admissions.services import application as services
from wirwissen.course.admissions.services.files import Checked, keep_papers, set_aside
from wirwissen.course.admissions.services.quiet import set_quiet
from wirwissen.course.admissions.services.reading import record_reading
from wirwissen.course.programme.models import Offer
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.uploads.outcome import MEDIA_TYPES, Accepted, Kind

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"
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
        world,
        address="Uferweg 14\n50996 Köln",
        funding="jobcenter",
        consent_version="2026-1",
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
        application.person,
        reader=world.own.lead,
        name=f"Amara {LONG}",
        what="Bewerbung: Lebenslauf",
        now=now(),
    )
    return mine(world)


# Papers.
def add_paper(application: Application, name: str = "Zeugnis.pdf") -> ApplicationFile:
    # As if checked: a child process for each cell of the matrix would take minutes.
    content = pdf(name).read()
    accepted = Accepted(Kind.PDF, MEDIA_TYPES[Kind.PDF], content, pages=2)
    checked = Checked(label=name, accepted=accepted)
    keep_papers(application, Section.PAPERS, [checked], now=now())
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


def quiet(world: World) -> Args:
    set_quiet(world.own.application.person, True)
    return mine(world)


def application_with_paper_aside(world: World) -> Args:
    paper_aside(world)
    return mine(world)


# What the office enters for somebody without e-mail.
def on_paper(world: World, **fields: object) -> Application:
    return make.application(
        world.own.offer,
        make.user(None),
        by_office=True,
        state=ApplicationState.DRAFT,
        name="Theo Anselm",
        **fields,
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
