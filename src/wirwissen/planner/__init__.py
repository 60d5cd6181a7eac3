"""The year planner: a pure library without Django, of use on its own."""
