"""What a check may answer: the kinds of file we keep, the limits, each refusal with its sentence.

Without Django: the child process that opens foreign files imports this module on every start.
"""

from dataclasses import dataclass
from enum import StrEnum

MEGABYTE = 1024 * 1024


def _(sentence: str) -> str:
    """Mark a sentence for the message catalogue; whoever shows it translates it."""
    return sentence


class Kind(StrEnum):
    """The three kinds of file a dossier may hold."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"


MEDIA_TYPES = {Kind.PDF: "application/pdf", Kind.JPEG: "image/jpeg", Kind.PNG: "image/png"}


class Reason(StrEnum):
    """Why a file was not taken. `sentence` says what to do instead."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    NO_ROOM_LEFT = "no-room-left"
    HEIC = "heic"
    OTHER_IMAGE = "other-image"
    OFFICE = "office"
    ARCHIVE = "archive"
    TEXT = "text"
    OTHER = "other"
    DAMAGED = "damaged"
    MIXED = "mixed"
    TOO_MANY_PIXELS = "too-many-pixels"
    TOO_MANY_PAGES = "too-many-pages"
    PASSWORD = "password"  # noqa: S105 - the name of a reason, not a password
    LOCKED = "locked"
    PORTFOLIO = "portfolio"
    DYNAMIC_FORM = "dynamic-form"
    TOO_COMPLEX = "too-complex"
    TOO_SLOW = "too-slow"
    CHECK_FAILED = "check-failed"
    BUSY = "busy"

    @property
    def sentence(self) -> str:
        """German, for the person who uploaded the file; a message id, still to be translated."""
        return _SENTENCES[self]


# The numbers in these sentences are those of `Limits`; a test keeps the two together.
_SENTENCES = {
    Reason.EMPTY: _(
        "Diese Datei ist leer. Öffnen Sie sie auf Ihrem Gerät, speichern Sie sie neu und laden Sie "
        "sie noch einmal hoch."
    ),
    Reason.TOO_LARGE: _(
        "Diese Datei ist größer als 20 MB. Verkleinern Sie sie oder teilen Sie sie in mehrere "
        "Dateien auf."
    ),
    Reason.NO_ROOM_LEFT: _(
        "Ihre Dateien sind zusammen größer als 200 MB. Löschen Sie eine Datei, die wir nicht mehr "
        "brauchen, oder laden Sie eine kleinere hoch."
    ),
    Reason.HEIC: _(
        "Das ist ein iPhone-Foto im Format HEIC. Stellen Sie unter Einstellungen, Kamera, Formate "
        "auf „Maximale Kompatibilität“ um: Dann entstehen Fotos im Format JPEG. Oder machen Sie "
        "ein Bildschirmfoto und laden Sie dieses hoch."
    ),
    Reason.OTHER_IMAGE: _(
        "Dieses Bildformat können wir nicht lesen. Speichern Sie das Bild als JPEG oder PNG, oder "
        "machen Sie ein Bildschirmfoto davon."
    ),
    Reason.OFFICE: _(
        "Das ist eine Datei aus einem Schreibprogramm. Speichern Sie sie dort als PDF und laden "
        "Sie das PDF hoch."
    ),
    Reason.ARCHIVE: _(
        "Das ist eine gepackte Datei. Entpacken Sie sie und laden Sie die Dateien darin einzeln "
        "hoch."
    ),
    Reason.TEXT: _(
        "Das ist eine Textdatei oder eine Webseite. Drucken Sie sie als PDF und laden Sie das PDF "
        "hoch."
    ),
    Reason.OTHER: _(
        "Diese Datei ist kein PDF, JPEG oder PNG. Speichern Sie Ihre Unterlage als PDF oder "
        "machen Sie ein Foto davon."
    ),
    Reason.DAMAGED: _(
        "Diese Datei ist unvollständig oder beschädigt. Öffnen Sie sie auf Ihrem Gerät, speichern "
        "Sie sie neu und laden Sie sie noch einmal hoch."
    ),
    Reason.MIXED: _(
        "In dieser Datei steckt noch eine zweite Datei. Drucken Sie sie als PDF oder machen Sie "
        "ein Bildschirmfoto, und laden Sie das hoch."
    ),
    Reason.TOO_MANY_PIXELS: _(
        "Dieses Bild hat mehr als 25 Megapixel. Verkleinern Sie es oder machen Sie ein "
        "Bildschirmfoto davon."
    ),
    Reason.TOO_MANY_PAGES: _(
        "Dieses PDF hat mehr als 200 Seiten. Teilen Sie es auf oder lassen Sie Seiten weg, die "
        "wir nicht brauchen."
    ),
    Reason.PASSWORD: _(
        "Diese Datei ist mit einem Kennwort geschützt. Speichern Sie sie ohne Kennwort und laden "
        "Sie sie noch einmal hoch."
    ),
    Reason.LOCKED: _(
        "Dieses PDF ist gegen Änderungen gesperrt. Drucken Sie es als neues PDF und laden Sie das "
        "neue hoch. Fotos der einzelnen Seiten gehen auch."
    ),
    Reason.PORTFOLIO: _(
        "Dieses PDF ist eine Mappe, in der andere Dateien liegen. Laden Sie diese Dateien einzeln "
        "hoch."
    ),
    Reason.DYNAMIC_FORM: _(
        "Dieses PDF ist ein Formular, das nur ein bestimmtes Programm anzeigen kann. Drucken Sie "
        "es dort als PDF und laden Sie das neue PDF hoch."
    ),
    Reason.TOO_COMPLEX: _(
        "Diese Datei ist entpackt zu groß für unsere Prüfung. Drucken Sie sie als PDF oder machen "
        "Sie ein Foto davon, und laden Sie das hoch."
    ),
    Reason.TOO_SLOW: _(
        "Die Prüfung dieser Datei dauert zu lange. Verkleinern Sie die Datei oder drucken Sie sie "
        "als neues PDF, und laden Sie das hoch."
    ),
    Reason.CHECK_FAILED: _(
        "Diese Datei konnten wir nicht prüfen. Speichern Sie sie neu, am besten als PDF, und laden "
        "Sie sie noch einmal hoch."
    ),
    Reason.BUSY: _(
        "Gerade werden viele Dateien geprüft. Warten Sie eine Minute und laden Sie diese Datei "
        "noch einmal hoch."
    ),
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much we take. Bytes, pixels, pages. Source: product/trust.md, "Numbers to reach"."""

    max_bytes: int = 20 * MEGABYTE
    max_bytes_per_person: int = 200 * MEGABYTE
    max_pixels: int = 25_000_000
    max_pages: int = 200


@dataclass(frozen=True, slots=True)
class Accepted:
    """A file as we keep it: `content` is the cleaned bytes, never those that were sent.

    `pages` is the number of PDF pages, `None` for an image. `attachments_removed`: the PDF carried
    files inside, which are gone; the page should say so, because they may have been meant for us.
    """

    kind: Kind
    media_type: str
    content: bytes
    pages: int | None
    attachments_removed: bool = False


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What the child process hands back for a good file. `pages` is 0 for an image."""

    content: bytes
    pages: int = 0
    attachments_removed: bool = False


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file that is not taken; `reason.sentence` tells the person the way on."""

    reason: Reason
