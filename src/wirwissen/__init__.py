"""Wirwissen: two houses with a wall between them, on one foundation."""
