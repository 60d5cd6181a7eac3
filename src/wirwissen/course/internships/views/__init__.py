"""Screens of the internships: the person's own, the leads', the host's."""

from wirwissen.course.internships.views.host import confirm
from wirwissen.course.internships.views.own import own, role
from wirwissen.course.internships.views.placements import (
    change,
    link,
    new,
    new_for,
    override,
    paper,
    sheet,
    withdraw,
)
from wirwissen.course.internships.views.reports import participant, report, report_for

__all__ = [
    "change",
    "confirm",
    "link",
    "new",
    "new_for",
    "override",
    "own",
    "paper",
    "participant",
    "report",
    "report_for",
    "role",
    "sheet",
    "withdraw",
]
