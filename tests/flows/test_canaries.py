"""Class S, typed and uploaded in a browser, lies readable nowhere, and erasing reaches old copies.

The old copy: database and media of before the erasure, the instance key, and today's key store.
"""

from __future__ import annotations

import shutil
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pikepdf
import psycopg
import pytest
from PIL import Image
from playwright.sync_api import Browser, FilePayload
from psycopg import sql

from tests.flows import chapter_admission as admission
from tests.flows import chapter_info as info
from tests.flows.rows import rows
from tests.flows.walk import PASSWORD, Journey, Walker
from tests.harness.browser import Visitors
from tests.harness.house import House
from tests.harness.smtp_sink import SmtpSink
from tests.make import PASSWORD as LEADS_PASSWORD
from wirwissen.foundation.sealed.services import UNREADABLE

FIRST = ("--organisation", "Kursort Nord", "--name", "Robin", "--email", "robin@example.org")
PLAIN = "Ada Klartextkanarie"
PLACES = ("ankommen", "motivation", "lebenslauf", "was-traegt", "bedarf", "datei", "bild", "stimme")


def canary(place: str) -> str:
    """A word that stands nowhere by chance; the umlaut shows whether it was coded somehow."""
    return f"Kanarienvögel-{place}-im-Dunkeln"


@dataclass(frozen=True)
class Planted:
    """A house with canaries in it, not running, and a copy of it from that moment."""

    journey: Journey
    ada: Walker
    copy: dict[str, str]
    folder: Path


@pytest.fixture(scope="module")
def planted(
    course_house: House, sink: SmtpSink, chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Planted]:
    """Everything planted through the browser; then a power cut and a copy."""
    visitors = Visitors(chromium)
    journey = Journey(course_house, sink, visitors)
    course_house.run("init", *FIRST)
    door = f"/buero/info-termine/{rows(course_house, 'begun_house')['event']}/"
    course_house.start()
    ada = apply(journey, come(journey, door))
    vote(journey)
    for part in ("serve", "worker"):
        course_house.kill(part)  # no last words, so SQLite's -wal stays
    folder = tmp_path_factory.mktemp("copy") / "var"
    with copied(course_house, folder) as copy:
        yield Planted(journey, ada, copy, folder)
    visitors.close()


@contextmanager
def copied(house: House, folder: Path) -> Iterator[dict[str, str]]:
    """Database, media and logs of a stopped house; the variables under which it can be opened."""
    shutil.copytree(house.var, folder)
    if not house.database_url:
        yield {"WIRWISSEN_VAR": str(folder)}
        return
    server, _, name = house.database_url.rpartition("/")
    names = sql.Identifier(f"{name}_copy"), sql.Identifier(name)
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        connection.execute(  # whoever was cut off may not have noticed yet
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
        address = f"{server}/{name}_copy"
        yield {"WIRWISSEN_VAR": str(folder), "WIRWISSEN_DATABASE_URL": address}
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(names[0]))


def come(journey: Journey, door: str) -> str:
    """Ada books with a note, comes, and gets her code."""
    info.register(journey, name=PLAIN, email=info.ADA, needs=canary("ankommen"))
    host = sign_in(journey, "feldhaus@example.org")
    host.go(f"{door}bedarf/").see(canary("ankommen"))
    host.go(door).page.locator('button[value="check_in"]').first.click()
    return journey.code_for(info.ADA)


def apply(journey: Journey, code: str) -> Walker:
    """Ada writes a canary into every sealed part, uploads two papers, and sends it all."""
    ada = admission.begin(journey, email=info.ADA, code=code)
    start = admission.own_application(ada)
    admission.part(ada, start, "kontakt", name=PLAIN, address="Musterweg 1\n50667 Köln")
    for part in ("motivation", "lebenslauf", "was-traegt", "bedarf"):
        admission.part(ada, start, part, text=canary(part))
    admission.part(ada, start, "finanzierung", funding="self")
    admission.part(ada, start, "einwilligung", agreed=True)
    papers: list[FilePayload] = [
        {"name": f"{canary('datei')}.pdf", "mimeType": "application/pdf", "buffer": a_pdf()},
        {"name": f"{canary('bild')}.jpg", "mimeType": "image/jpeg", "buffer": a_photo()},
    ]
    ada.go(f"{start}teil/unterlagen/").page.locator('[type="file"]').set_input_files(papers)
    ada.press("hochladen").see(canary("datei"), canary("bild"))
    ada.go(f"{start}pruefen/").press("Bewerbung abschicken")
    return ada.go(start).see("Abgeschickt am")


def a_pdf() -> bytes:
    """A page that says a canary, not compressed."""
    document, out = pikepdf.new(), BytesIO()
    page = document.add_blank_page()
    page.Contents = document.make_stream(f"({canary('datei')}) Tj".encode())
    document.save(out, compress_streams=False)
    return out.getvalue()


def a_photo() -> bytes:
    """A picture with a canary in its comment."""
    out = BytesIO()
    Image.new("RGB", (40, 30), (200, 190, 180)).save(out, "JPEG", comment=canary("bild").encode())
    return out.getvalue()


def vote(journey: Journey) -> None:
    """A lead reads what Ada wrote and votes with a note."""
    reader = sign_in(journey, "okafor@example.org").go("/auswahl/")
    link = reader.page.locator('main a[href^="/auswahl/"]').first.get_attribute("href") or ""
    reader.go(link).page.locator('main [name="knows"]').first.check(force=True)
    reader.press("Weiter").see(canary("motivation"))
    for number in range(3):
        reader.page.locator(f'main [name="criterion_{number}"]').nth(1).check(force=True)
    reader.fill(choice="place", note=canary("stimme")).press("Stimme abgeben")
    reader.go(link).see("(Sie)")


def sign_in(journey: Journey, email: str) -> Walker:
    """Somebody of the staff, by password."""
    person = journey.visitor().go("/anmelden/")
    person.fill(login=email, password=LEADS_PASSWORD).press("Anmelden", exact=True)
    return person.see("Heute")


def forms_of(word: str) -> list[bytes]:
    """The word in every coding that somebody would think of."""
    raw = word.encode()
    packed = [b64encode(b"x" * shift + raw)[4 if shift else 0 : -4] for shift in range(3)]
    coded = [quote(word), quote(word, safe=""), raw.hex(), word.encode("unicode_escape").decode()]
    wide = [word.encode("utf-16-le"), word.encode("utf-16-be"), word.encode("latin-1")]
    return [raw, *packed, *wide, *(one.encode() for one in coded)]


def unpacked(content: bytes) -> Iterator[bytes]:
    """The bytes, and what they hold if they are base64 or compressed, as sessions are."""
    parts = [content]
    for piece in content.removeprefix(b".").split(b":"):
        with suppress(ValueError):
            parts.append(b64decode(piece + b"=" * (-len(piece) % 4), b"-_"))
    for part in parts:
        yield part
        with suppress(zlib.error):
            yield zlib.decompress(part)


def at_rest(planted: Planted) -> dict[str, list[bytes]]:
    """All bytes of the copy: its files, every value of every table, and the mails that went out."""
    house, sink = planted.journey.house, planted.journey.sink
    files = [path.read_bytes() for path in planted.folder.rglob("*") if path.is_file()]
    values = [b64decode(value) for value in rows(house, "values", **planted.copy)]
    small = [one for value in [*values, *files] for one in unpacked(value)]
    return {"rows and files": small, "mails": [one.raw.encode() for one in sink.letters]}


def found(words: list[str], content: list[bytes]) -> list[str]:
    """The words that stand there in any coding."""
    heap = b"\0".join(content)
    return [word for word in words if any(form in heap for form in forms_of(word))]


def test_no_canary_lies_readable_in_database_media_logs_jobs_or_mails(planted: Planted) -> None:
    heaps = at_rest(planted)

    assert found([PLAIN], heaps["rows and files"]) == [PLAIN], "the scan is blind"
    canaries = [canary(one) for one in PLACES]
    assert [word for heap in heaps.values() for word in found(canaries, heap)] == []


@pytest.mark.parametrize(
    "coding",
    [
        str.encode,
        lambda word: word.encode("utf-16-le"),
        lambda word: quote(word).encode(),
        lambda word: b64encode(f"ab{word}yz".encode()),
        lambda word: b64encode(zlib.compress(word.encode())),
    ],
)
def test_the_scan_sees_a_canary_in_every_coding(coding: Callable[[str], bytes]) -> None:
    assert found([canary("a")], list(unpacked(coding(canary("a"))))) == [canary("a")]


def test_after_erasure_an_old_copy_opens_no_more(planted: Planted) -> None:
    house = planted.journey.house
    before = rows(house, "opened", **planted.copy)

    house.start()
    planted.ada.go("/meine-daten/loeschen/").fill(password=PASSWORD).press("Endgültig löschen")
    house.stop()

    after = rows(house, "opened", **planted.copy)
    texts = "\n".join(before.values())
    assert [word for word in map(canary, PLACES) if word not in texts] == []
    assert "%PDF" in texts
    assert {place: after[place] for place in before} == dict.fromkeys(before, UNREADABLE)
