"""Who may see the pages of the selection half, and in which states they are shown."""

from tests.registry import Access, PageState

ACCESS: list[Access] = []
STATES: list[PageState] = []
