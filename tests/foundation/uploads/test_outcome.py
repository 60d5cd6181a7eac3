"""The sentences people read when a file is not taken."""

import re

import pytest

from wirwissen.foundation.uploads.outcome import MEGABYTE, Limits, Reason

BANNED = re.compile(r"ungültig|verboten|leider|bitte|unzulässig|vergessen|fehler", re.IGNORECASE)


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_says_in_short_sentences_what_to_do(reason: Reason) -> None:
    sentences = re.split(r"(?<=[.:])\s", reason.sentence)

    assert not BANNED.search(reason.sentence)
    assert max(len(sentence.split()) for sentence in sentences) <= 25
    assert re.search(r"\b(laden|machen|löschen|teilen) Sie\b", reason.sentence, re.IGNORECASE)
    assert reason.sentence.endswith(".")


def test_no_two_reasons_share_a_sentence() -> None:
    assert len({reason.sentence for reason in Reason}) == len(Reason)


def test_the_numbers_in_the_sentences_are_those_of_the_limits() -> None:
    limits = Limits()

    assert f" {limits.max_bytes // MEGABYTE} MB" in Reason.TOO_LARGE.sentence
    assert f" {limits.max_bytes_per_person // MEGABYTE} MB" in Reason.NO_ROOM_LEFT.sentence
    assert f" {limits.max_pixels // 1_000_000} Megapixel" in Reason.TOO_MANY_PIXELS.sentence
    assert f" {limits.max_pages} Seiten" in Reason.TOO_MANY_PAGES.sentence
