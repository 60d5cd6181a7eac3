"""Decisions of both halves, as pure functions: import `rules.application` or `rules.selection`."""
