"""Place offers: make, answer, let expire."""

from django_tasks import task


@task()
def tidy_place_offers() -> None:
    """Let offers expire and move on by rank."""
