"""Every mail: neutral on a locked screen, tells nothing to who reads along, speaks with Sie."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from email.message import Message
from socket import gethostname

import pytest
from django.conf import settings
from django.core import mail as outbox
from django.template.loader import render_to_string

from tests import make
from tests.house.collect import ROOT
from tests.house.words import TELLING, too_long_sentences, wrong_words
from wirwissen.foundation.core.clock import now
from wirwissen.foundation.mail.rules import split_subject
from wirwissen.foundation.mail.services import queue_mail, send_due_mails

MAILS = sorted(
    str(path.relative_to(path.parents[2]))
    for path in (ROOT / "src" / "wirwissen").rglob("templates/*/mail/*.txt")
    if "network" not in path.parts
)
NAME, TOKEN, CODE = "Zarathustra Vielsager", "t0k3nt0k3nt0k3n", "7K3F-9Q2M"
GREETING = "Guten Tag,"
LONGEST_SUBJECT = 40
_LINK = re.compile(r"https?://\S+")


def _event() -> Mapping[str, object]:
    """What mails about an event get: it may name day and place, never what it is about."""
    event = make.event(title=f"Info-Termin {NAME}", place="Bürgerhaus", address="Uferweg 14")
    held = make.registration(event, name=NAME, held_until=now() + timedelta(days=1))
    return {"event": event, "registration": held, "token": TOKEN}


def _entitlement() -> Mapping[str, object]:
    return {"entitlement": make.entitlement(name=NAME), "code": CODE}


CONTEXTS: dict[str, Callable[[], Mapping[str, object]]] = {
    "accounts/mail/invitation.txt": lambda: {"token": TOKEN, "name": NAME},
    "accounts/mail/login_code.txt": lambda: {"code": CODE},
    "admissions/mail/answer.txt": lambda: {"until": now() + timedelta(days=7)},
    "events/mail/code.txt": _entitlement,
    "internships/mail/host.txt": lambda: {"token": TOKEN},
    **{
        f"events/mail/{name}.txt": _event
        for name in ("booked", "cancelled", "changed", "entered", "event_cancelled", "offered",
                     "registered")
    },
}  # fmt: skip


def telling(subject: str, body: str) -> list[str]:
    """What a mail gives away or gets wrong; `[]` when all is well."""
    text = _LINK.sub("", body)
    whole = f"{subject}\n{text}"
    lines = [line for line in text.splitlines() if line.strip()]
    found = [f"telling: {each.group()}" for each in TELLING.finditer(whole)]
    found += [f"name: {part}" for part in NAME.split() if part in whole]
    found += [f"words: {each}" for each in wrong_words(whole)]
    found += [f"long: {each}" for line in lines for each in too_long_sentences(line)]
    if len(subject) > LONGEST_SUBJECT or re.search(r"\d", subject):
        found.append(f"subject: {subject}")
    if not lines or lines[0] != GREETING:
        found.append(f"first line: {lines[:1]}")
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("template", MAILS)
def test_a_mail_tells_nothing_to_who_reads_along(template: str) -> None:
    facts = CONTEXTS.get(template, dict)()

    written = render_to_string(template, {**facts, "house_address": settings.HOUSE_ADDRESS})

    assert telling(*split_subject(written)) == []


def test_every_context_belongs_to_a_mail() -> None:
    assert set(CONTEXTS) - set(MAILS) == set()


@pytest.mark.parametrize(
    ("subject", "body", "fault"),
    [
        ("Ihre Bewerbung", "Guten Tag,", "telling: Bewerbung"),
        ("Ihr Termin", "Guten Tag,\n\nIhr EX-IN-Kurs beginnt.", "telling: EX-IN"),
        ("Ihr Termin", "Guten Tag,\n\nnach der Krisenhilfe", "telling: Krisenhilfe"),
        ("Ihr Termin", f"Guten Tag,\n\n{NAME} war da.", "name: Zarathustra"),
        ("Ihr Termin", "Guten Tag,\n\nleider fällt er aus.", "words: leider"),
        ("Ihr Termin", "Guten Tag,\n\nhast du Zeit?", "words: du"),
        ("Termin am 3. Mai", "Guten Tag,", "subject: Termin am 3. Mai"),
        ("Ihr Termin", f"Guten Tag, {NAME},", "first line: ['Guten Tag, Zarathustra Vielsager,']"),
    ],
)
def test_a_seeded_telling_mail_is_caught(subject: str, body: str, fault: str) -> None:
    assert fault in telling(subject, body)


def _really_sent() -> Message:
    """One mail as it leaves the house."""
    queue_mail("accounts/mail/login_code.txt", to="kim@example.org", context={"code": CODE})
    send_due_mails(now=now() + timedelta(seconds=1))
    [sent] = outbox.outbox
    return sent.message()


@pytest.mark.django_db
def test_the_headers_of_a_mail_name_neither_machine_nor_software() -> None:
    message = _really_sent()

    assert sorted(name.lower() for name in message) == [
        "auto-submitted", "content-transfer-encoding", "content-type", "date", "from",
        "message-id", "mime-version", "subject", "to",
    ]  # fmt: skip
    assert (message["From"], message["To"], message["Auto-Submitted"]) == (
        settings.DEFAULT_FROM_EMAIL,
        "kim@example.org",
        "auto-generated",
    )
    assert re.fullmatch(rf"<[0-9a-f]{{32}}@{re.escape(settings.MAIL_DOMAIN)}>",
                        message["Message-ID"])  # fmt: skip
    assert gethostname() not in str(message.items())
