"""Reads the words back out of our PDFs, through the letter tables that the file itself carries."""

import re
from io import BytesIO

import pikepdf

# A code is two bytes in our files: an Identity-H font.
PAIR = re.compile(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>")
RANGE = re.compile(r"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>")


def text_of(pdf: bytes) -> str:
    """All text of the pages in drawing order, one line per piece that was drawn."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return "\n".join(line for page in document.pages for line in _lines(page))


def words_of(pdf: bytes) -> str:
    """`text_of` on one line with single spaces, for searching across line breaks."""
    return " ".join(text_of(pdf).split())


def _lines(page: pikepdf.Page) -> list[str]:
    fonts = {str(name): _letters(font) for name, font in page.resources["/Font"].items()}
    lines: list[str] = []
    letters: dict[int, str] = {}
    for drawn in pikepdf.parse_content_stream(page):
        operator, operands = str(drawn.operator), drawn.operands
        if operator == "Tf":
            letters = fonts[str(operands[0])]
        elif operator == "BT":
            lines.append("")
        elif operator in {"Tj", "TJ"}:
            pieces = operands[0] if operator == "TJ" else [operands[0]]
            for piece in pieces:
                if isinstance(piece, pikepdf.String):
                    lines[-1] += _decoded(bytes(piece), letters)
    return lines


def _decoded(codes: bytes, letters: dict[int, str]) -> str:
    return "".join(
        letters.get(int.from_bytes(codes[i : i + 2], "big"), "�") for i in range(0, len(codes), 2)
    )


def _letters(font: pikepdf.Object) -> dict[int, str]:
    table = font["/ToUnicode"].read_bytes().decode("latin-1")
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, text in PAIR.findall(block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, text in RANGE.findall(block):
            for i in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + i] = chr(int(text, 16) + i)
    return found
