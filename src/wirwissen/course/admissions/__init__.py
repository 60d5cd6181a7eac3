"""Applications and their selection."""
