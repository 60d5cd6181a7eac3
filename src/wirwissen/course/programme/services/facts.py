"""The directory of published facts, loaded from the files that ship with the product."""

from collections.abc import Iterable

from django.db import transaction

from wirwissen.course.programme.models import PublishedDate, PublishedSite
from wirwissen.course.programme.published import Directory, directory
from wirwissen.course.programme.rules.facts import DateFact, SiteFact


@transaction.atomic
def import_facts(source: Directory | None = None) -> Directory:
    """Make the tables equal to the directory (the shipped one); says what stayed out and why.

    Doing it again changes nothing. Rows whose record is gone, or is refused now, go. Costs about
    six queries whatever the number of facts.
    """
    source = source or directory()
    sites = _write_sites(source.sites)
    _write_dates(source.dates.dates, sites)
    return source


def _write_sites(facts: Iterable[SiteFact]) -> dict[str, PublishedSite]:
    rows = [
        PublishedSite(
            key=fact.key, name=fact.name, country=fact.country, region=fact.region,
            city=fact.city, source_url=fact.source_url,
        )
        for fact in facts
    ]  # fmt: skip
    fields = ["name", "country", "region", "city", "source_url"]
    PublishedSite.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["key"], update_fields=fields
    )
    PublishedSite.objects.exclude(key__in=[row.key for row in rows]).delete()
    # Read again: a row that was there before keeps its own id.
    return {site.key: site for site in PublishedSite.objects.all()}


def _write_dates(facts: Iterable[DateFact], sites: dict[str, PublishedSite]) -> None:
    rows = [
        PublishedDate(
            key=fact.key, site=sites[fact.site], kind=fact.kind, starts=fact.starts,
            ends=fact.ends, place=fact.place, online=fact.online, pattern=fact.pattern,
            source_url=fact.source_url,
        )
        for fact in facts
    ]  # fmt: skip
    fields = ["site", "kind", "starts", "ends", "place", "online", "pattern", "source_url"]
    PublishedDate.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["key"], update_fields=fields
    )
    PublishedDate.objects.exclude(key__in=[row.key for row in rows]).delete()
