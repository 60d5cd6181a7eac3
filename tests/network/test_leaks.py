"""Nothing that leaves the network house tells who belongs to it, or what it is about."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from email.message import Message
from hashlib import md5, sha256
from io import BytesIO

import pikepdf
import pytest
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string

from tests.clients import HouseClient
from tests.house.collect import ROOT
from tests.house.words import wrong_words
from tests.network.outputs import Output, log_lines, outputs, sent_mails, telling
from tests.network.world import make_world
from tests.registry import LONG_WORD
from wirwissen.foundation.accounts.models import Organisation
from wirwissen.foundation.mail.rules import split_subject

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def caught(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[tuple[list[Output], list[Message], str]]:
    """All answers, mails and log lines of one world, caught once."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        world, before = make_world(long_words=True), len(log_lines())
        found = list(outputs(world))
        logging.getLogger("django.request").error("Not Found: %s", f"/{LONG_WORD}/")
        mails, lines = sent_mails(world), log_lines()[before:]
        transaction.set_rollback(True)
    yield found, mails, lines


@pytest.fixture(scope="module")
def answers(caught: tuple[list[Output], list[Message], str]) -> list[Output]:
    return caught[0]


def test_titles_behind_the_sign_in_tell_nothing(answers: list[Output]) -> None:
    titles = {each.title for each in answers if each.is_signed_in and each.is_page}

    assert {title: words for title in titles if (words := telling(title))} == {}
    assert len(titles) > 30


# Pages of the public, which a group names after itself by its own choice.
PUBLIC = ("/gruppe/", "/aufruf/", "/mitmachen/")


def test_addresses_behind_the_sign_in_tell_nothing(answers: list[Output]) -> None:
    found = {
        (each.url, address): words
        for each in answers
        if each.is_signed_in
        for address in each.addresses
        if not address.startswith(PUBLIC) and (words := telling(as_words(address)))
    }

    assert found == {}


def test_headers_and_cookies_tell_nothing(answers: list[Output]) -> None:
    found = {
        (each.url, name): words
        for each in answers
        for name, value in [*each.headers.items(), *(("cookie", one) for one in each.cookies)]
        if (words := telling(as_words(value)))
    }

    assert found == {}


def as_words(address: str) -> str:
    """An address or a header with its parts apart, so that words are seen as such."""
    return re.sub(r"[-/_.=?&#]", " ", address)


def test_files_have_neutral_names(answers: list[Output]) -> None:
    files = [each for each in answers if not each.is_page and each.content]

    assert {(each.url, each.headers.get("Content-Disposition", "")) for each in files} == {
        ("care:export", 'attachment; filename="unterlagen.json"'),
        ("groups:calendar", 'attachment; filename="termine.ics"'),
        ("groups:feed", ""),
        ("groups:flyer", 'inline; filename="blatt.pdf"'),
        ("groups:newsletter", ""),
        ("meetings:calendar", 'attachment; filename="termine.ics"'),
        ("privacy:copy", 'attachment; filename="meine-daten.json"'),
        ("rounds:workbook", 'attachment; filename="heft.pdf"'),
    }


def test_calendars_and_feeds_tell_nothing(answers: list[Output]) -> None:
    kinds = ("text/calendar", "application/atom+xml")
    found = [each for each in answers if each.headers["Content-Type"].startswith(kinds)]

    assert {each.url: telling(neutral(each.content.decode())) for each in found} == {
        "groups:calendar": [], "groups:feed": [], "meetings:calendar": [],
    }  # fmt: skip


def neutral(text: str) -> str:
    """A text without the host's name, which each installation chooses (the tests' is one word)."""
    return text.replace(settings.HOST, "haus.example")


def test_the_flyer_names_nobody_in_its_metadata(answers: list[Output]) -> None:
    [flyer] = [each for each in answers if each.url == "groups:flyer"]

    with pikepdf.open(BytesIO(flyer.content)) as pdf, pdf.open_metadata() as metadata:
        said = [*map(str, pdf.docinfo.values()), *map(str, metadata.values())]

    assert (telling(" ".join(said)), "Blatt" in said) == ([], True)


def test_no_page_behind_the_sign_in_offers_a_preview(answers: list[Output]) -> None:
    pages = [each for each in answers if each.is_page and each.is_signed_in]
    wrong = [
        each.url
        for each in pages
        if "og:" in each.content.decode().partition("<body")[0]
        or each.headers["X-Robots-Tag"] != "noindex"
    ]

    assert wrong == []


def test_the_log_tells_nothing(caught: tuple[list[Output], list[Message], str]) -> None:
    _answers, _mails, lines = caught

    assert "Not Found" in lines
    assert telling(lines) == []


# Words that a mail of this house has no use for at all.
UNUSED = re.compile(
    r"\b(?:gruppe\w*|treffen\w*|orga\w*|runde\w*|termin\w*|pseudonym\w*|thema\w*|themen"
    r"|kreis\w*|\d{1,2}\. ?\w+ 20\d\d|\d{1,2}:\d\d)\b",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://\S+")


def said_in(mail: Message) -> str:
    """All headers and the text, without the address it goes to and where its links lead."""
    body = mail.get_payload(decode=True)
    assert isinstance(body, bytes)
    headers = [f"{name}: {value}" for name, value in mail.items() if name not in ("To", "Date")]
    return neutral("\n".join([*headers, _LINK.sub("", body.decode())]))


def test_mails_tell_nothing_in_headers_and_body(
    caught: tuple[list[Output], list[Message], str],
) -> None:
    _answers, mails, _lines = caught

    found = [
        words for text in map(said_in, mails) if (words := telling(text) + UNUSED.findall(text))
    ]
    paths = {link.removeprefix(settings.HOUSE_ADDRESS)[:9] for mail in mails
             for link in _LINK.findall(str(mail))}  # fmt: skip
    assert found == []
    assert len(mails) > 5
    assert paths == {"/heute/", "/anfrage/"}
    assert {mail["To"].count("@") for mail in mails} == {1}
    assert {mail["Cc"] or mail["Bcc"] or mail["Reply-To"] for mail in mails} == {None}


TEMPLATES = sorted(
    str(path.relative_to(path.parents[2]))
    for wing in ("foundation", "network")
    for path in (ROOT / "src" / "wirwissen" / wing).rglob("templates/*/mail/*.txt")
)


@pytest.mark.parametrize("template", TEMPLATES)
def test_each_mail_there_is_tells_nothing_and_says_du(template: str) -> None:
    facts = {"token": "t0k3n", "name": LONG_WORD, "code": "7K3F-9Q2M", "subject": "Kurze Nachricht"}

    written = render_to_string(template, {**facts, "house_address": "https://haus.example"})

    subject, body = split_subject(written)
    text = f"{subject}\n{_LINK.sub('', body)}"
    assert telling(text) + UNUSED.findall(text) + wrong_words(text, house="network") == []
    assert body.strip().splitlines()[0] == "Guten Tag,"


def test_no_public_page_names_a_member_or_whoever_speaks(answers: list[Output]) -> None:
    names = re.compile(r"\b(?:Amsel|Fink|Meise|Star|Drossel|Zeisig)\b")
    strangers = [each for each in answers if not each.is_signed_in or each.url == "groups:feed"]

    assert {(e.url, e.state): found for e in strangers
            if (found := names.findall(e.content.decode(errors="replace")))} == {}  # fmt: skip
    assert len(strangers) > 40


def test_no_page_holds_a_hash_of_an_address_or_asks_for_a_number_to_call(
    caught: tuple[list[Output], list[Message], str],
) -> None:
    answers, mails, _lines = caught
    known = {str(mail["To"]) for mail in mails}
    hashes = {kind(address.encode()).hexdigest() for address in known for kind in (md5, sha256)}
    # The organisation that carries the house may have a number, which stands in the imprint.
    pages = [e.content.decode() for e in answers if e.is_page and e.url != "accounts:organisation"]
    asks = re.compile(r'type="tel"|name="\w*(?:phone|telefon)')

    assert [value for value in hashes if any(value in page for page in pages)] == []
    assert [page for page in pages if asks.search(page)] == []


def test_no_answer_is_kept_by_a_browser(answers: list[Output]) -> None:
    assert {each.headers["Cache-Control"] for each in answers} == {"no-store"}


def test_the_imprint_names_the_organisation_and_nobody_else() -> None:
    world = make_world()
    text = "Trägerverein, Musterweg 1"
    Organisation.objects.filter(pk=world.organisation.pk).update(imprint=text)

    page = HouseClient().get("/impressum/").content.decode()

    assert ("Musterweg 1" in page, "Robin" in page, "@example.org" in page) == (True, False, False)
