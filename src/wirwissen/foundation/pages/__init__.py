"""Public pages and the pages about safety, privacy and traces."""
