"""Decisions about meetings as pure functions."""
