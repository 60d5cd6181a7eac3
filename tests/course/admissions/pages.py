"""The pages of applications and of their selection."""

from tests.course.admissions import pages_application, pages_selection
from tests.registry import Access, PageState

ACCESS: list[Access] = [*pages_application.ACCESS, *pages_selection.ACCESS]
STATES: list[PageState] = [*pages_application.STATES, *pages_selection.STATES]
