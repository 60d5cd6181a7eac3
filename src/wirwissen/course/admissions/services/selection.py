"""Votes, decisions, answers."""
