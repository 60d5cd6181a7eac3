"""The du catalogue of the network house: what the foundation says with Sie, said with du.

    python -m tools.messages            add new sentences to the catalogue, compile it
    python -m tools.messages --check    fail if a sentence has no du or the compiled file is old

The German sentence in the source is the message id. Sentences without an address need no entry,
unless they name the Büro, which the network house has not.
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOUNDATION = ROOT / "src" / "wirwissen" / "foundation"
PO = ROOT / "src" / "wirwissen" / "network" / "locale" / "de" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
HEADER = "# The foundation's sentences with du. Written by hand, kept by tools/messages.py."
_LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)  # no dates: they would differ with every run
# Pages of one house alone: written with its own address.
ONE_HOUSE_ONLY = ("_kurs.html", "_netz.html")

MessageId = str | tuple[str, str]
AnyId = str | Sequence[str]  # as babel gives it back

ADDRESS = re.compile(r"\b(Sie|Ihnen|Ihr(?:e[mnrs]?)?|Büro)\b")
# In the du itself: capital forms that are never the start of "she" or "they".
_STILL_SIE = re.compile(r"\b(Ihnen|Ihre[mnrs]|Büro)\b|(?<![.!?:“] )(?<!^)\bSie\b")
_GETTEXT = {"_", "gettext", "gettext_lazy"}
_NGETTEXT = {"ngettext", "ngettext_lazy"}
_TRANSLATE = re.compile(r"""\{%\s*trans(?:late)?\s+(?:"([^"]*)"|'([^']*)')""")
_BLOCK = re.compile(
    r"\{%\s*blocktrans(?:late)?\b([^%]*)%\}(.*?)\{%\s*endblocktrans(?:late)?\s*%\}", re.S
)
_PLURAL = re.compile(r"\{%\s*plural\s*%\}")
_VARIABLE = re.compile(r"\{\{\s*([\w.]+)\s*\}\}")


def messages_of_template(text: str) -> Iterator[MessageId]:
    """The message ids of one template, as Django looks them up."""
    for found in _TRANSLATE.finditer(text):
        yield (found[1] or found[2] or "").replace("%", "%%")
    for found in _BLOCK.finditer(text):
        is_trimmed = re.search(r"\btrimmed\b", found[1]) is not None
        parts = [_block_id(part, is_trimmed) for part in _PLURAL.split(found[2])]
        yield (parts[0], parts[1]) if len(parts) == 2 else parts[0]


def _block_id(text: str, is_trimmed: bool) -> str:
    if is_trimmed:
        text = " ".join(line.strip() for line in text.strip().splitlines())
    return _VARIABLE.sub(r"%(\1)s", text.replace("%", "%%"))


def messages_of_python(text: str) -> Iterator[MessageId]:
    """The message ids of one Python file."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
        sentences = [one for one in texts if isinstance(one, str)]
        if name in _GETTEXT and sentences:
            yield sentences[0]
        elif name in _NGETTEXT and len(sentences) >= 2:
            yield (sentences[0], sentences[1])


def speaks_to_somebody(message: MessageId) -> bool:
    """Whether the sentence says Sie (or looks like it: "Sie hat Zeit" needs an entry, too)."""
    parts = (message,) if isinstance(message, str) else message
    return any(ADDRESS.search(part) for part in parts)


def wanted_messages(folder: Path = FOUNDATION) -> list[MessageId]:
    """Every sentence of the foundation that addresses somebody, sorted, each once."""
    found: set[MessageId] = set()
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".html", ".txt"} and not path.name.endswith(ONE_HOUSE_ONLY):
            found |= set(messages_of_template(path.read_text(encoding="utf-8")))
        elif path.suffix == ".py":
            found |= set(messages_of_python(path.read_text(encoding="utf-8")))
    return sorted(filter(speaks_to_somebody, found), key=key_in_catalogue)


def key_in_catalogue(message: AnyId) -> str:
    """Catalogues know a sentence with plural by its singular."""
    return message if isinstance(message, str) else message[0]


def faults(catalogue: Catalog, wanted: list[MessageId]) -> list[str]:
    """What is wrong with the catalogue, in sentences for whoever mends it."""
    lines = []
    for message in wanted:
        entry = catalogue.get(key_in_catalogue(message))
        if entry is None or not all(_texts(entry.string)):
            lines.append(f"no du for: {key_in_catalogue(message)}")
    known = {key_in_catalogue(message) for message in wanted}
    for entry in filter(lambda one: one.id, catalogue):
        key = key_in_catalogue(entry.id)
        if any(_STILL_SIE.search(text) for text in _texts(entry.string)):
            lines.append(f"still Sie in the du of: {key}")
        if key not in known:
            lines.append(f"no longer said in the foundation: {key}")
        is_filled = all(_texts(entry.string))
        if is_filled and _names(_texts(entry.id)) != _names(_texts(entry.string)):
            lines.append(f"other variables in the du of: {key}")
    return lines


def _texts(string: object) -> list[str]:
    if isinstance(string, str):
        return [string]
    return [str(part) for part in string] if isinstance(string, (list, tuple)) else [""]


def _names(texts: list[str]) -> set[str]:
    """The variables that stand in a sentence. (A plural's singular may leave its number out.)"""
    return {name for text in texts for name in re.findall(r"%\((\w+)\)", text)}


def read_catalogue() -> Catalog:
    """The catalogue as it lies in the repository; an empty one at first."""
    if not PO.exists():
        return Catalog(locale="de", project="Wirwissen", charset="utf-8")
    with PO.open("rb") as file:
        return read_po(file, locale="de")


def compiled(catalogue: Catalog) -> bytes:
    """The binary form that Django reads; the same bytes for the same catalogue."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def renew() -> int:
    """Add sentences that have no entry, drop those no longer said, compile. Returns those empty."""
    before, wanted = read_catalogue(), wanted_messages()
    after = Catalog(
        locale="de",
        project="Wirwissen",
        charset="utf-8",
        header_comment=HEADER,
        creation_date=_LONG_AGO,
        revision_date=_LONG_AGO,
        fuzzy=False,
        version="1",
        msgid_bugs_address="-",
        last_translator="-",
        language_team="-",
    )
    for message in wanted:
        old = before.get(key_in_catalogue(message))
        after.add(message, old.string if old is not None else None)
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, after, width=100, sort_output=True, omit_header=False)
    MO.write_bytes(compiled(read_catalogue()))
    return sum(not all(_texts(entry.string)) for entry in after if entry.id)


def check() -> list[str]:
    """Everything wrong at the moment, the compiled file included."""
    catalogue = read_catalogue()
    lines = faults(catalogue, wanted_messages())
    if not MO.exists() or MO.read_bytes() != compiled(catalogue):
        lines.append("the compiled catalogue is old: run `python run.py messages`")
    return lines


def main(arguments: list[str] | None = None) -> int:
    """0 if all is well, 1 if something is to do."""
    parser = argparse.ArgumentParser(description="The du catalogue of the network house")
    parser.add_argument("--check", action="store_true", help="change nothing, fail on gaps")
    if parser.parse_args(arguments).check:
        lines = check()
        print("\n".join(lines) or "messages: every Sie has its du")
        return 1 if lines else 0
    empty = renew()
    print(f"messages: renewed, {empty or 'none'} without du")
    return 0


if __name__ == "__main__":
    sys.exit(main())
