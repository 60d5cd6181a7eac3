"""Papers of an application: keep, hand out, set aside unread, return, delete."""
