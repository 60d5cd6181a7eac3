"""The selection half."""
