"""The guards run in both houses; what is the course house's alone stays out of the other run."""

import pytest
from django.conf import settings


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out (not skip) tests marked `course_house` where another house is looked at."""
    if settings.HOUSE == "course":
        return
    left = [item for item in items if item.get_closest_marker("course_house")]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]
