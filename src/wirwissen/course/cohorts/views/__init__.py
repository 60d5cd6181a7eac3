"""Pages about cohorts."""
