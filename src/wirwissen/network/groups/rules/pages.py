"""Markdown files with front matter, as static sites keep them."""

from __future__ import annotations

from dataclasses import dataclass

LAYOUTS = {"presse": "press", "press": "press", "values": "page", "page": "page"}
_FENCE = "---"
LONGEST_TITLE = 120
LONGEST_BODY = 40_000


@dataclass(frozen=True, kw_only=True)
class PageText:
    """One page as read: `layout` is "page" or "press"; any other layout is an ordinary page."""

    title: str
    layout: str
    body: str


def read_page(text: str, *, name: str) -> PageText:
    """Read a Markdown file with front matter (`title`, `layout`) between two lines `---`.

    Without a title the first heading counts, else the file's name. Raises `ValueError` (a German
    sentence) where the front matter has no end, or the page is empty or too long.
    """
    facts, body = _split(text.lstrip("\ufeff").replace("\r\n", "\n"))
    lines = body.strip().splitlines()
    title = facts.get("title", "")
    if not title and lines and lines[0].startswith("# "):
        title = lines.pop(0).removeprefix("# ")
    body = "\n".join(lines).strip()
    if not body:
        raise ValueError("Die Datei hat keinen Text.")
    if len(body) > LONGEST_BODY:
        raise ValueError(f"Der Text ist zu lang: Höchstens {LONGEST_BODY} Zeichen passen.")
    return PageText(
        title=(title.strip() or name)[:LONGEST_TITLE],
        layout=LAYOUTS.get(facts.get("layout", "").strip().lower(), "page"),
        body=body,
    )


def _split(text: str) -> tuple[dict[str, str], str]:
    lines = text.split("\n")
    if lines[0].strip() != _FENCE:
        return {}, text
    for end, line in enumerate(lines[1:], start=1):
        if line.strip() == _FENCE:
            return dict(_facts(lines[1:end])), "\n".join(lines[end + 1 :])
    raise ValueError("Nach dem Kopf der Datei fehlt die zweite Zeile mit drei Strichen.")


def _facts(lines: list[str]) -> list[tuple[str, str]]:
    pairs = (line.partition(":") for line in lines if ":" in line)
    return [(key.strip().lower(), value.strip().strip("\"'")) for key, _sign, value in pairs]
