"""Forms of both halves."""
