"""Named reads of programmes, offers and published facts."""

from wirwissen.course.programme.models import ProgrammeVersion
from wirwissen.course.programme.rules import Curriculum, read_curriculum


def curriculum_of(version: ProgrammeVersion) -> Curriculum:
    """The version's content as typed values. No query beyond the row itself."""
    return read_curriculum(version.curriculum)
