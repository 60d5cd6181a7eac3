"""Disclosure rounds: about six people, two facilitators, four dates. Own words, own method."""
