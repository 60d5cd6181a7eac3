"""Background jobs: lease, reaper and timetable on django-tasks."""
