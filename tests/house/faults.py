"""What can be wrong with one state of one page: cost, frame, words, access, width, strangers."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from tests.house.capture import Captured
from tests.house.looking import Looked
from tests.house.words import (
    KURZ_SENTENCES,
    KURZ_WORDS,
    sentences,
    too_long_sentences,
    words_of,
    wrong_words,
)
from tests.registry import LONG_WORD, PageState

MOST_QUERIES, MOST_BYTES, MOST_REQUESTS = 12, 40_000, 6

# Pages without "Kurz gesagt", and why.
_ON_PAPER = {
    "cohorts:sheet_list": "paper: the list that is signed",
    "cohorts:module_list": "paper: the list that is signed",
    "events:door_list": "paper: the list at the door",
}
WITHOUT_KURZ: dict[str, str] = {
    "pages:neutral": "tells nothing by design: it stands where somebody fled to",
    **(_ON_PAPER if settings.HOUSE == "course" else {}),
}


def faults(state: PageState, captured: Captured, looked: Looked) -> list[str]:
    """All that is wrong with this state of this page; `[]` when all is well."""
    return [
        *_faults_of_cost(captured, looked),
        *_faults_of_frame(state, looked),
        *_faults_of_words(captured, looked),
        *(f"axe, light: {line}" for line in looked.axe_light),
        *(f"axe, dark: {line}" for line in looked.axe_dark),
        *(f"too wide on a phone: {line}" for line in looked.overflow),
        *(f"foreign request: {url}" for url in looked.foreign),
        *(f"broken policy: {line}" for line in looked.complaints),
    ]


def _faults_of_cost(captured: Captured, looked: Looked) -> Iterator[str]:
    if len(captured.queries) > MOST_QUERIES:
        yield f"{len(captured.queries)} queries, at most {MOST_QUERIES}"
    if captured.weight() > MOST_BYTES:
        yield f"{captured.weight()} bytes, at most {MOST_BYTES}"
    if looked.requests > MOST_REQUESTS:
        yield f"{looked.requests} requests, at most {MOST_REQUESTS}"


def _faults_of_frame(state: PageState, looked: Looked) -> Iterator[str]:
    if looked.h1 != 1:
        yield f"{looked.h1} h1"
    if looked.scripts != state.scripts:  # one file of ours, where a page says so
        yield f"{looked.scripts} scripts, styles or frames"
    # A row's form may have its own button each (a list of requests, say); a page leads one way.
    links = [label for label in looked.filled if label.startswith("link: ")]
    if len(links) > 1 or (links and len(looked.filled) > 1):
        yield f"several main ways on: {looked.filled}"
    if state.actor != "anonymous" and state.url not in WITHOUT_KURZ:
        title = looked.title.removeprefix("Fehler: ")
        if not title.endswith("· Mein Bereich") or LONG_WORD[:12] in title:
            yield f"title is not neutral: {title}"
    if state.url not in WITHOUT_KURZ:
        yield from _faults_of_kurz(looked.kurz)


def _faults_of_kurz(kurz: list[str]) -> Iterator[str]:
    said = [text for text in kurz if text]
    if len(said) != 1:
        yield f"Kurz gesagt, once: {kurz}"
        return
    if words_of(said[0]) > KURZ_WORDS or len(sentences(said[0])) > KURZ_SENTENCES:
        yield f"Kurz gesagt is {words_of(said[0])} words, {len(sentences(said[0]))} sentences"


def _faults_of_words(captured: Captured, looked: Looked) -> Iterator[str]:
    unknown = sorted({part.partition("⟧")[0] for part in captured.html.split("⟦")[1:]})
    if unknown:
        yield f"unknown variables: {unknown}"
    if wrong := wrong_words(f"{looked.title}\n{looked.text}", house=settings.HOUSE):
        yield f"wrong words: {wrong}"
    for paragraph in looked.paragraphs:
        for sentence in too_long_sentences(paragraph):
            yield f"{words_of(sentence)} words: {sentence}"
