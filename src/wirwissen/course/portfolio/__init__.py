"""The portfolio as state, pages and hand-over date."""
