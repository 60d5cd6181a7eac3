"""Programmes as versioned data, offers and the public catalogue."""
