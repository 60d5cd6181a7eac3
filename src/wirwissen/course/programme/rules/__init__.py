"""Decisions about programmes, offers and published facts. Pure."""

from wirwissen.course.programme.rules.curriculum import (
    Curriculum,
    CurriculumPart,
    as_json,
    read_curriculum,
)

__all__ = ["Curriculum", "CurriculumPart", "as_json", "read_curriculum"]
