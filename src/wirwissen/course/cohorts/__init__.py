"""Cohorts: timetable, attendance ledger, make-ups, forecast."""
