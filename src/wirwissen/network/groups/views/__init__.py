"""One screenful each."""
