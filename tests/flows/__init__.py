"""Whole journeys through real houses: processes, browser, mail; on SQLite and on PostgreSQL."""
