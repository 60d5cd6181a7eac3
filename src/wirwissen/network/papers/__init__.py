"""Papers of the orga: printed from the privacy register and the group, never typed twice."""
