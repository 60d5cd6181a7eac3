"""Who may see the pages of the selection half, and in which states they are shown."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from tests import make
from tests.course.admissions import selecting
from tests.course.admissions.papers import pdf
from tests.registry import Access, PageState
from tests.world import World
from wirwissen.course.admissions.models import Application, Choice, PlaceOffer, Reader
from wirwissen.course.admissions.rules.application import Section
from wirwissen.course.admissions.services import places
from wirwissen.course.admissions.services.files import check_papers, keep_papers, set_aside
from wirwissen.course.programme.models import Offer
from wirwissen.foundation.accounts.models import User
from wirwissen.foundation.core.clock import now

LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"
OWNER = frozenset({"applicant"})
LEADS = frozenset({"lead", "foreign_lead", "releaser"})
OFFICE = frozenset({"office"})
BOTH_OFFICES = frozenset({"office", "foreign_office"})
BOTH = ("GET", "POST")
Args = Mapping[str, object]


def mine(world: World) -> Args:
    return {"pk": world.own.application.pk}


def course(world: World) -> Args:
    return {"pk": world.own.offer.pk}


def named(world: World) -> Args:
    selecting.pair_of(world.own)
    return mine(world)


def read(world: World) -> Args:
    named(world)
    selecting.declare(world.own.application, world.own.lead)
    return mine(world)


def conflict(world: World) -> Args:
    named(world)
    selecting.declare(world.own.application, world.own.lead, knows=True)
    return mine(world)


def own_vote(world: World) -> Args:
    named(world)
    selecting.vote(world.own.application, world.own.lead)
    return mine(world)


def agreed(choice: Choice = Choice.PLACE) -> Callable[[World], Args]:
    def prepare(world: World) -> Args:
        selecting.voted(world.own.application, selecting.pair_of(world.own), choice)
        return mine(world)

    return prepare


def differing(world: World) -> Args:
    own_vote(world)
    selecting.vote(world.own.application, world.own.second_lead, Choice.NOT_NOW)
    return mine(world)


def prepared(world: World) -> Args:
    selecting.decide(world.own.application, selecting.pair_of(world.own))
    return mine(world)


def prepared_waiting(world: World) -> Args:
    selecting.decide(world.own.application, selecting.pair_of(world.own), Choice.WAITING)
    return mine(world)


def answered(choice: Choice = Choice.PLACE) -> Callable[[World], Args]:
    def prepare(world: World) -> Args:
        selecting.decide(world.own.application, selecting.pair_of(world.own), choice)
        selecting.release(world.own.offer)
        return mine(world)

    return prepare


def accepted(world: World) -> Args:
    answered()(world)
    places.accept(selecting.place_of(world.own.application), via_office=True, now=now())
    return mine(world)


def declined(world: World) -> Args:
    answered()(world)
    places.decline(selecting.place_of(world.own.application), via_office=False, now=now())
    return mine(world)


def expired(world: World) -> Args:
    answered()(world)
    PlaceOffer.objects.update(expires_at=now() - timedelta(hours=1))
    return mine(world)


def of_course(prepare: Callable[[World], Args]) -> Callable[[World], Args]:
    """The same, for a page about the whole course."""

    def prepared(world: World) -> Args:
        prepare(world)
        return course(world)

    return prepared


def quiet_and_letters(world: World) -> Args:
    """One without an address, one in the quiet state, one on the waiting list."""
    pair = selecting.pair_of(world.own)
    offer = world.own.offer
    by_letter = make.application(
        offer, make.user(None), name=f"Ida {LONG}", address=f"{LONG}\n50996 Köln", by_office=True
    )
    quiet = make.application(offer, name="Ruth Still")
    waiting = make.application(offer, make.user(None), name="Zoe Warte")
    User.objects.filter(pk=quiet.person_id).update(is_quiet=True)
    selecting.decide(world.own.application, pair, Choice.NOT_NOW)
    selecting.decide(by_letter, pair)
    selecting.decide(quiet, pair)
    selecting.decide(waiting, pair, Choice.WAITING)
    selecting.release(offer)
    return course(world)


def all_kinds(world: World) -> Args:
    """A list with every state an application can have in the selection."""
    pair = selecting.pair_of(world.own)
    offer = world.own.offer
    rows = [make.application(offer, name=f"{LONG} {no}") for no in range(6)]
    selecting.vote(rows[0], pair[0])
    selecting.vote(rows[1], pair[0])
    selecting.vote(rows[1], pair[1], Choice.NOT_NOW)
    selecting.voted(rows[2], pair)
    selecting.declare(rows[3], pair[0], knows=True)
    selecting.decide(rows[4], pair)
    selecting.declare(rows[5], pair[0])
    return {}


def too_many(world: World) -> Args:
    Offer.objects.filter(pk=world.own.offer.pk).update(places=1)
    pair = selecting.pair_of(world.own)
    selecting.decide(world.own.application, pair)
    selecting.decide(make.application(world.own.offer), pair)
    return course(world)


def with_papers(world: World) -> Args:
    """Papers of two parts, one of them set aside; a long name."""
    Application.objects.filter(pk=world.own.application.pk).update(state="draft", name=LONG)
    application = world.own.application
    for file_name, section in ((f"{LONG}.pdf", Section.MOTIVATION), ("a.pdf", Section.PAPERS)):
        keep_papers(application, section, check_papers([pdf(file_name)]), now=now())
    Application.objects.filter(pk=application.pk).update(state="submitted")
    paper = application.files.get(section=Section.PAPERS)
    set_aside(paper, by=world.own.office, now=now())
    return read(world)


def third_named(world: World) -> Args:
    named(world)
    selecting.third(world.own.application)
    return course(world)


def reader_row(world: World) -> Args:
    named(world)
    return {"pk": Reader.objects.filter(offer=world.own.offer)[0].pk}


def part(name: str, prepare: Callable[[World], Args] = read) -> Callable[[World], Args]:
    def prepared(world: World) -> Args:
        return {**prepare(world), "name": name}

    return prepared


def reader_page(url: str, name: str, prepare: Callable[[World], Args], **more: object) -> PageState:
    return PageState(f"admissions:{url}", name, "lead", prepare, **more)  # type: ignore[arg-type]


def office_page(url: str, name: str, prepare: Callable[[World], Args], **more: object) -> PageState:
    return PageState(f"admissions:{url}", name, "office", prepare, **more)  # type: ignore[arg-type]


def own_page(url: str, name: str, prepare: Callable[[World], Args]) -> PageState:
    return PageState(f"admissions:{url}", name, "applicant", prepare)


READERS = frozenset({"lead"})  # in these worlds `lead` and `second_lead` are named, nobody else
OFFICE_AND_VOTER = frozenset({"office", "lead"})

ACCESS: list[Access] = [
    Access("admissions:selection", LEADS),
    Access("admissions:dossier", READERS, named, BOTH),
    Access("admissions:dossier_part", READERS, part("lebenslauf"), BOTH),
    Access("admissions:declare", READERS, named, BOTH),
    Access("admissions:readers_office", OFFICE, course, BOTH),
    Access("admissions:reader_dismiss", OFFICE, reader_row, BOTH),
    Access("admissions:third_reader", OFFICE, named, BOTH),
    Access("admissions:outbox", BOTH_OFFICES),
    Access("admissions:prepare", OFFICE_AND_VOTER, own_vote, BOTH, why="who has voted may"),
    Access("admissions:take_back", OFFICE_AND_VOTER, prepared, ("POST",)),
    Access("admissions:rank_up", OFFICE_AND_VOTER, prepared_waiting, ("POST",)),
    Access("admissions:release", OFFICE, of_course(prepared), BOTH),
    Access("admissions:letters", OFFICE, course),
    Access("admissions:answered", OFFICE, course),
    Access("admissions:move_up", OFFICE, course, ("POST",)),
    Access("admissions:place_office", OFFICE, answered(), BOTH),
    Access("admissions:place", OWNER, answered(), BOTH),
    Access("admissions:place_decline", OWNER, answered(), BOTH),
]

STATES: list[PageState] = [
    reader_page("selection", "nobody named me", lambda world: {}),
    reader_page("selection", "all kinds, long names", all_kinds),
    reader_page("declare", "before reading", named),
    reader_page("declare", "knows the person", conflict),
    reader_page("declare", "while reading", read),
    reader_page("declare", "nothing chosen", named, post={"knows": ""}),
    reader_page("dossier", "reading", read),
    reader_page("dossier", "own vote, alone", own_vote),
    reader_page("dossier", "change the own vote", own_vote, query="aendern"),
    reader_page("dossier", "both agree", agreed()),
    reader_page("dossier", "one to one", differing),
    reader_page("dossier", "prepared", prepared),
    reader_page("dossier", "paper, long name", with_papers),
    reader_page("dossier", "vote with gaps", read, post={"choice": "not_now"}),
    reader_page("dossier_part", "nothing written", part("lebenslauf")),
    reader_page("dossier_part", "papers", part("unterlagen", with_papers)),
    office_page("readers_office", "nobody yet", course),
    office_page("readers_office", "with a third", third_named),
    office_page("readers_office", "nobody chosen", course, post={"user": ""}),
    office_page("reader_dismiss", "asked", reader_row),
    office_page("third_reader", "form", named),
    office_page("third_reader", "nothing chosen", named, post={"user": ""}),
    office_page("outbox", "nothing voted", lambda world: {}),
    office_page("outbox", "all kinds, long names", all_kinds),
    office_page("prepare", "blocked", own_vote),
    office_page("prepare", "agreed", agreed()),
    office_page(
        "prepare", "not now, no sentence", agreed(Choice.NOT_NOW), post={"choice": "not_now"}
    ),
    office_page("prepare", "on the waiting list", prepared_waiting),
    office_page("release", "nothing prepared", course),
    office_page("release", "prepared", of_course(prepared)),
    office_page("release", "more than places", too_many),
    office_page("letters", "nobody needs one", course),
    office_page("letters", "some, long names", quiet_and_letters),
    office_page("answered", "nothing yet", course),
    office_page("answered", "all kinds", quiet_and_letters),
    office_page("place_office", "open", answered()),
    office_page("place_office", "accepted", accepted),
    office_page("place_office", "expired", expired),
    own_page("place", "offered", answered()),
    own_page("place", "accepted", accepted),
    own_page("place", "declined", declined),
    own_page("place", "expired", expired),
    own_page("place", "waiting list", answered(Choice.WAITING)),
    own_page("place", "not now", answered(Choice.NOT_NOW)),
    own_page("place", "no", answered(Choice.NO)),
    own_page("place_decline", "asked", answered()),
]
