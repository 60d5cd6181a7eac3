"""Decisions about a cohort: timetable, group, sheets, ledger, forecast. Pure."""
