"""PDF papers: opened, measured, freed from everything that acts, and saved anew.

Runs in the limited child process only. What remains is an allow-list: the pages as they look, links
to the web, bookmarks, and the structure that screen readers need. Forms and notes are drawn into
their pages, so that they stay readable but no longer do anything.
"""

import io

import pikepdf
from pikepdf import Name, settings

from . import pdf_active, pdf_streams
from .outcome import Cleaned, Limits, Reason

MAX_OBJECTS = 200_000
# A picture in a scan may have this many times the pixels of a photo: A3 at 600 dpi has 70 million.
PIXELS_IN_SCANS = 4
_END_WITHIN = 1024  # Readers look for %%EOF in this many last bytes.


def clean_pdf(content: bytes, limits: Limits) -> Cleaned | Reason:
    """The PDF without active content and metadata, or the reason why it is not taken.

    Raises what pikepdf raises for a damaged file, `MemoryError` for a bomb.
    """
    pdf_streams.limit_qpdf()
    if b"%%EOF" not in content[-_END_WITHIN:]:
        return Reason.DAMAGED  # qpdf would mend it and leave out the pages that never arrived
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as pdf:
            refusal = _why_not(pdf, limits=limits)
            return refusal or _cleaned(pdf, max_pixels=PIXELS_IN_SCANS * limits.max_pixels)
    except pikepdf.PasswordError:
        return Reason.PASSWORD
    except pdf_streams.TooComplex:
        return Reason.TOO_COMPLEX
    except pikepdf.PikepdfError as error:
        # qpdf counts the limits of its parser; those of its filters it only mentions.
        is_limit = settings.qpdf_limit_errors() or "limit exceeded" in str(error)
        return Reason.TOO_COMPLEX if is_limit else Reason.DAMAGED


def _why_not(pdf: pikepdf.Pdf, *, limits: Limits) -> Reason | None:
    if pdf.is_encrypted:
        return Reason.LOCKED  # opens without a password, but its author forbade copying
    if len(pdf.objects) > MAX_OBJECTS:
        return Reason.TOO_COMPLEX
    stated = pdf.Root.Pages.get(Name.Count, 0)
    # The stated number is cheap to read and may lie; walking the tree tells the truth.
    if isinstance(stated, int) and stated > limits.max_pages:
        return Reason.TOO_MANY_PAGES
    if len(pdf.pages) > limits.max_pages:
        return Reason.TOO_MANY_PAGES
    if not len(pdf.pages):
        return Reason.DAMAGED
    if Name.Collection in pdf.Root:
        return Reason.PORTFOLIO
    if pdf_active.is_dynamic_form(pdf):
        return Reason.DYNAMIC_FORM
    # After mending, a page without content is one whose content was lost.
    if _was_mended(pdf) and any(Name.Contents not in page.obj for page in pdf.pages):
        return Reason.DAMAGED
    return None


def _was_mended(pdf: pikepdf.Pdf) -> bool:
    # Other warnings are about trifles, such as a blank page without resources.
    return any("reconstruct" in warning for warning in pdf.get_warnings())


def _cleaned(pdf: pikepdf.Pdf, *, max_pixels: int) -> Cleaned:
    pdf_streams.measure(pdf, max_pixels=max_pixels)
    attachments_removed = pdf_active.remove_what_acts(pdf)
    saved = io.BytesIO()
    pdf.save(saved, deterministic_id=True, compress_streams=True, fix_metadata_version=False)
    with pikepdf.open(io.BytesIO(saved.getvalue()), attempt_recovery=False) as again:
        return Cleaned(saved.getvalue(), len(again.pages), attachments_removed)
