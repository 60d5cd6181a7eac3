"""Pure rules about uploads: what a file is by its content, how much fits, how a copy is named."""

import re

from .outcome import MEDIA_TYPES, Kind, Limits, Reason

# Brands of the ISO base media format behind which phones store HEIF pictures.
_HEIF_BRANDS = frozenset(
    {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs", b"mif1", b"msf1"}
)
_SIGNATURES = (
    (b"GIF8", Reason.OTHER_IMAGE),
    (b"BM", Reason.OTHER_IMAGE),
    (b"II*\x00", Reason.OTHER_IMAGE),
    (b"MM\x00*", Reason.OTHER_IMAGE),
    (b"\x00\x00\x01\x00", Reason.OTHER_IMAGE),
    (b"\xff\x0a", Reason.OTHER_IMAGE),
    (b"\x00\x00\x00\x0cJXL ", Reason.OTHER_IMAGE),
    (b"\x00\x00\x00\x0cjP  ", Reason.OTHER_IMAGE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Reason.OFFICE),
    (b"{\\rtf", Reason.OFFICE),
    (b"7z\xbc\xaf\x27\x1c", Reason.ARCHIVE),
    (b"Rar!", Reason.ARCHIVE),
    (b"\x1f\x8b", Reason.ARCHIVE),
)
# What makes a browser see a page, or a server a program, wherever it stands in the bytes.
_MARKUP = (b"<script", b"<html", b"<!doctype", b"<iframe", b"<svg ", b"<?php")
_PDF_HEADER_WITHIN = 1024  # Readers look for the PDF header in this many first bytes.
_ZIP_END_WITHIN = 22 + 65_535  # A ZIP ends with a record of 22 bytes and a comment.
_EXTENSIONS = {MEDIA_TYPES[Kind.PDF]: "pdf", MEDIA_TYPES[Kind.JPEG]: "jpg"} | {
    MEDIA_TYPES[Kind.PNG]: "png"
}
_TRANSLITERATION = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def may_still_upload(used: int, new: int, *, limits: Limits | None = None) -> bool:
    """Whether a file of `new` bytes still fits beside `used` bytes of the same person.

    The last byte counts: 200 MB together are fine, one byte more is not. Raises `ValueError` for
    a negative size. Source: product/trust.md, "Numbers to reach".
    """
    if used < 0 or new < 0:
        raise ValueError("sizes are not negative")
    return used + new <= (limits or Limits()).max_bytes_per_person


def safe_download_name(kind_label: str, media_type: str) -> str:
    """A file name for a download: the label of the kind of paper and the extension, nothing else.

    `kind_label` is a word of ours ("Lebenslauf"), never something a person typed. ASCII letters,
    digits and hyphens remain. Raises `ValueError` for a media type we do not keep.
    """
    if media_type not in _EXTENSIONS:
        raise ValueError(f"no upload has the media type {media_type!r}")
    spelled = kind_label.lower().translate(_TRANSLITERATION)
    stem = re.sub(r"[^a-z0-9]+", "-", spelled)[:40].strip("-")
    return f"{stem or 'unterlage'}.{_EXTENSIONS[media_type]}"


def kind_of(content: bytes) -> Kind | Reason:
    """What a file is by its first bytes, or the reason why it is none of the three we keep.

    Cheap and safe enough for the web process: nothing is decoded. The name and the media type the
    browser sent are not asked, as anybody can choose them.
    """
    if not content:
        return Reason.EMPTY
    if content.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    head = content[:_PDF_HEADER_WITHIN]
    if head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n").startswith(b"%PDF-"):
        return Kind.PDF
    return _why_not(head)


def _why_not(head: bytes) -> Reason:
    if head[4:8] == b"ftyp":
        return _why_not_this_container(head[8:12])
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return Reason.OTHER_IMAGE
    if head.startswith(b"PK\x03\x04"):
        is_office = b"[Content_Types].xml" in head or b"application/vnd.oasis" in head
        return Reason.OFFICE if is_office or b"Index/Document.iwa" in head else Reason.ARCHIVE
    for signature, reason in _SIGNATURES:
        if head.startswith(signature):
            return reason
    if b"%PDF-" in head:
        return Reason.DAMAGED
    if b"<svg" in head.lower():
        return Reason.OTHER_IMAGE
    return Reason.TEXT if _reads_like_text(head) else Reason.OTHER


def _why_not_this_container(brand: bytes) -> Reason:
    if brand in _HEIF_BRANDS:
        return Reason.HEIC
    return Reason.OTHER_IMAGE if brand in {b"avif", b"avis"} else Reason.OTHER


def _reads_like_text(head: bytes) -> bool:
    return not any(byte < 32 and byte not in b"\t\n\f\r" for byte in head)


def is_two_files_in_one(kind: Kind, content: bytes) -> bool:
    """Whether another format hides in a file: an archive at its end, a web page, a second PDF.

    Re-encoding would drop the second file. We refuse all the same: nobody makes such a file by
    accident, and a person who did would miss what is gone. Trailing bytes alone are no sign,
    phones append them to photos. A PDF is searched only outside its objects.
    """
    if b"PK\x05\x06" in content[-_ZIP_END_WITHIN:] and b"PK\x01\x02" in content:
        return True
    if kind is Kind.PDF:
        behind = content[content.rfind(b"%%EOF") :]
        return _has_markup(content[:_PDF_HEADER_WITHIN]) or _has_markup(behind)
    return _has_markup(content) or (b"%PDF-" in content and b"%%EOF" in content)


def _has_markup(content: bytes) -> bool:
    lowered = content.lower()
    return any(mark in lowered for mark in _MARKUP)
