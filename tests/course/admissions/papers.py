"""Small papers for upload tests: real files, made here."""

from io import BytesIO

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def pdf(name: str = "zeugnis.pdf", *, pages: int = 1) -> SimpleUploadedFile:
    """A PDF with empty pages."""
    written = BytesIO()
    with pikepdf.new() as made:
        for _number in range(pages):
            made.add_blank_page()
        made.save(written)
    return SimpleUploadedFile(name, written.getvalue(), "application/pdf")


def photo(name: str = "seite.jpg", *, marks: bytes = b"") -> SimpleUploadedFile:
    """A small JPEG; `marks` go into its comment, which must not survive."""
    written = BytesIO()
    Image.new("RGB", (40, 30), (200, 190, 180)).save(written, "JPEG", comment=marks)
    return SimpleUploadedFile(name, written.getvalue(), "image/jpeg")


def text_file(name: str = "brief.docx.txt") -> SimpleUploadedFile:
    """No PDF, JPEG or PNG, whatever it is called."""
    return SimpleUploadedFile(name, b"nur Text", "application/pdf")
