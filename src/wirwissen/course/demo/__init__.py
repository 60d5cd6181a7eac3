"""The demo of the course house: invented people on real curricula."""
