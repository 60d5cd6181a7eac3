"""Decisions of this app: what is compared, who is kept apart, who decides, until when."""
