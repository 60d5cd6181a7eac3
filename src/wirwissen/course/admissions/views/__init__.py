"""Views of both halves."""
