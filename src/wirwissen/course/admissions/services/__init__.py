"""Verbs of both halves: import the module by its subject. The timetable finds its task here."""

from wirwissen.course.admissions.services.places import tidy_place_offers

__all__ = ["tidy_place_offers"]
