"""Who may see the pages of the application half, and in which states they are shown."""

from collections.abc import Callable, Mapping

from tests.course.admissions.applying import (
    Args,
    application_with_paper_aside,
    coming_back,
    decided,
    empty,
    filled,
    free_entitlement,
    half,
    kept_paper,
    long_paper,
    long_words,
    many_applications,
    mine,
    no_applications,
    no_offers,
    own_withdrawn,
    paper_application,
    paper_aside,
    paper_finished,
    paper_sent,
    quiet,
    too_late,
    two_own,
    with_needs,
    with_readers,
    withdrawn,
)
from tests.registry import EVERYBODY, Access, PageState
from tests.world import ACTORS, World
from wirwissen.course.admissions.rules.application import Section

SIGNED_IN = frozenset(ACTORS) - {"anonymous"}
OWNER = frozenset({"applicant"})
OFFICE = frozenset({"office"})
BOTH_OFFICES = frozenset({"office", "foreign_office"})
BOTH = ("GET", "POST")


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
    Access(named("application_office"), to=OFFICE, args=mine, methods=BOTH),
    Access(
        named("section_office"),
        to=OFFICE,
        args=part("lebenslauf", paper_application),
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
    office_page("application_office", "quiet", quiet),
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
