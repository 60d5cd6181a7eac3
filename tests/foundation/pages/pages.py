"""The public pages: open to everybody, in every house."""

from tests.registry import EVERYBODY, Access, PageState

_NAMES = (
    "questions",
    "safety",
    "privacy",
    "accessibility",
    "imprint",
    "plain_words",
    "help",
)

ACCESS = [
    *(Access(f"pages:{name}", EVERYBODY) for name in _NAMES),
    Access("pages:neutral", EVERYBODY, why="where the exit leads: it tells nothing"),
    Access("pages:exit", EVERYBODY, why="signs out whoever asks; safe to repeat (trust.md, T6)"),
]
STATES = [
    *(PageState(f"pages:{name}", "for visitors", "anonymous") for name in _NAMES),
    PageState("pages:neutral", "the page that tells nothing", "anonymous"),
    PageState("pages:help", "signed in", "participant"),
]
