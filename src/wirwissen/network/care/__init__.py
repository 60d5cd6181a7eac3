"""Care for each other: people kept apart, confidants, reports, an emergency contact."""
