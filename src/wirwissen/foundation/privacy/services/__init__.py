"""Keeping the dates of deletion, erasing a person, handing out what is stored."""

from wirwissen.foundation.privacy.services.copies import export_person
from wirwissen.foundation.privacy.services.erasure import erase_person, replay_erasures
from wirwissen.foundation.privacy.services.retention import keep_the_dates, keep_the_hours

__all__ = ["erase_person", "export_person", "keep_the_dates", "keep_the_hours", "replay_erasures"]
