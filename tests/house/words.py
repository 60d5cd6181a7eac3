"""Words and tones that nobody reads in this house, wherever they come from (style/README.md)."""

from __future__ import annotations

import re

KURZ_WORDS, KURZ_SENTENCES, SENTENCE_WORDS = 45, 3, 25
# Words that tell a mailbox's other reader what this is about (product/trust.md).
TELLING = re.compile(
    r"\b(?:\w*kris\w*|ex-?in|genes\w*|psych\w*|\w*klinik\w*|bewerb\w*|\w*prakti\w*|zertifi\w*"
    r"|\w*kurs\w*|teilnehm\w*|weiterbild\w*|seelisch\w*|therap\w*|diagnos\w*|\w*absage|zusage"
    r"|auswahl\w*|motivation\w*|portfolio|abschluss\w*|erfahrung\w*|selbsthilfe|peer\w*"
    r"|info-\w*|betreu\w*|krank\w*|gesund\w*)\b",
    re.IGNORECASE,
)
_BANNED = re.compile(
    r"\b(ungültig\w*|verboten\w*|leider|bitte|unzulässig\w*|vergessen\w*)\b", re.IGNORECASE
)
_SALUTATION = re.compile(r"\b(?:Frau|Herrn?)\s+[A-ZÄÖÜ]\w+|Sehr geehrte\w*")
_DU = re.compile(r"\b(?:du|dich|dir|dein\w{0,2}|euch|euer|eure\w{0,2})\b", re.IGNORECASE)
_SIE = re.compile(r"(?<![.!?:„–\n] )(?<!^)\b(?:Sie|Ihnen|Ihre?[mnrs]?)\b", re.MULTILINE)
_ABBREVIATION = re.compile(
    r"\b(?:z|B|d|h|u|a|o|Ä|St|Nr|ca|bzw|vgl|inkl|Tel|Abs|Art|Str|usw|etc|Fr|Sa|So|Mo|Di|Mi|Do)\.",
)
_SENTENCE_END = re.compile(r"(?<=[.!?])[“\"]?\s+(?=[„A-ZÄÖÜ0-9])")


def wrong_words(text: str, *, house: str = "course") -> list[str]:
    """Banned words, salutations and the other house's address, in the order of kinds."""
    address = _DU if house == "course" else _SIE
    return [
        found.group()
        for pattern in (_BANNED, _SALUTATION, address)
        for found in pattern.finditer(text)
    ]


def sentences(text: str) -> list[str]:
    """The sentences of one block of text; a number or an abbreviation ends none."""
    plain = _ABBREVIATION.sub(lambda found: found.group()[:-1], text)
    plain = re.sub(r"(\d)\.(?=\s)", r"\1", plain)
    return [each for each in _SENTENCE_END.split(plain.strip()) if each]


def words_of(text: str) -> int:
    """How many words a text has; signs alone do not count."""
    return sum(1 for word in text.split() if re.search(r"\w", word))


def too_long_sentences(text: str) -> list[str]:
    """Sentences of more than 25 words."""
    return [each for each in sentences(text) if words_of(each) > SENTENCE_WORDS]
