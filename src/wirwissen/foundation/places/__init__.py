"""Places: how many are free, until when one is held, who is next in line. No table of its own."""
