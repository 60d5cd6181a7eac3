"""Internships: placements in quarter hours, reports, the host's link."""
