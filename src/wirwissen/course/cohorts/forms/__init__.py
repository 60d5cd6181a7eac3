"""What people type about cohorts."""
