"""Mark kept bytes as a duplicate: one line in the margin, nothing rendered anew."""

from __future__ import annotations

import io
from datetime import date, datetime

import pikepdf
from pikepdf import Name

from .render import overlay


def stamp_duplicate(content: bytes, *, handed_out_on: date, made_at: datetime) -> bytes:
    """The paper with "Zweitschrift, ausgegeben am …" in its upper margin, on its first page.

    The line is an artifact (the tags say nothing of it), with our own embedded font: the file stays
    PDF/A-3a and PDF/UA-1 and keeps what is attached. The same arguments give the same bytes.
    `made_at` is an aware moment. Raises `PaperProblem` if the line cannot be set.
    """
    line = overlay(handed_out_on=handed_out_on, made_at=made_at)
    with pikepdf.open(io.BytesIO(content)) as pdf, pikepdf.open(io.BytesIO(line)) as over:
        page = pdf.pages[0]
        form = pdf.copy_foreign(over.pages[0].as_form_xobject())
        name = page.add_resource(form, Name.XObject, Name.Zweitschrift)
        page.contents_add(b"q\n", prepend=True)
        page.contents_add(f"Q\n/Artifact BMC\nq {name} Do Q\nEMC\n".encode("ascii"))
        kept = io.BytesIO()
        pdf.save(kept, deterministic_id=True, fix_metadata_version=False)
    return kept.getvalue()
