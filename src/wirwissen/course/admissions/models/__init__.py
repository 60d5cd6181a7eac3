"""Applications, their files, and their selection. The dossier is class S."""

from wirwissen.course.admissions.models.application import (
    Application,
    ApplicationFile,
    ApplicationState,
    FileReturn,
    FileState,
    Funding,
)
from wirwissen.course.admissions.models.selection import (
    Choice,
    Decision,
    Opening,
    PlaceOffer,
    PlaceState,
    Reader,
    Vote,
)

__all__ = [
    "Application",
    "ApplicationFile",
    "ApplicationState",
    "Choice",
    "Decision",
    "FileReturn",
    "FileState",
    "Funding",
    "Opening",
    "PlaceOffer",
    "PlaceState",
    "Reader",
    "Vote",
]
