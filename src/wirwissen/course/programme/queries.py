"""Named reads of programmes, offers and published facts."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Prefetch, QuerySet

from wirwissen.course.programme.models import (
    Offer,
    OfferState,
    Programme,
    ProgrammeVersion,
    PublishedDate,
)
from wirwissen.course.programme.rules import Curriculum, read_curriculum
from wirwissen.course.programme.rules.figures import Figures, figures_of
from wirwissen.course.programme.rules.offers import (
    STAGE_WORDS,
    OfferFacts,
    Stage,
    gaps,
    stage_of,
)
from wirwissen.foundation.accounts.models import Organisation


@dataclass(frozen=True, kw_only=True)
class OfferCard:
    """An offer with what a page says about it today."""

    offer: Offer
    curriculum: Curriculum
    figures: Figures
    stage: Stage
    stage_words: str
    gaps: tuple[str, ...]

    @property
    def takes_applications(self) -> bool:
        """Whether people can apply for it today."""
        return self.stage is Stage.APPLY


def curriculum_of(version: ProgrammeVersion) -> Curriculum:
    """The version's content as typed values. No query beyond the row itself."""
    return read_curriculum(version.curriculum)


def offer_card(offer: Offer, today: date) -> OfferCard:
    """What a page says about an offer. No query if `version` was selected with it."""
    curriculum = curriculum_of(offer.version)
    facts = OfferFacts(
        starts_on=offer.starts_on,
        apply_until=offer.apply_until,
        place=offer.place,
        has_price=offer.price_cents is not None or bool(offer.price_note),
        places=offer.places,
        units=curriculum.total_units,
    )
    stage = stage_of(facts, today=today)
    return OfferCard(
        offer=offer,
        curriculum=curriculum,
        figures=figures_of(curriculum),
        stage=stage,
        stage_words=STAGE_WORDS[stage],
        gaps=gaps(facts),
    )


def published_offers() -> QuerySet[Offer]:
    """All published offers, those with the next first day first. One query."""
    rows = Offer.objects.filter(state=OfferState.PUBLISHED)
    soonest = F("starts_on").asc(nulls_last=True)
    joined = rows.select_related("version__programme", "organisation")
    return joined.order_by(soonest, "starts", "title")


def offers_of(place: Organisation) -> QuerySet[Offer]:
    """All offers of an organisation, whatever their state, the newest version first. One query."""
    rows = place.offers.select_related("version__programme")
    return rows.order_by(F("starts_on").desc(nulls_first=True), "title")


def programmes_of(place: Organisation) -> QuerySet[Programme]:
    """Programmes of an organisation with their versions (`versions.all()`), each with
    `offer_count`. Two queries."""
    versions = ProgrammeVersion.objects.annotate(offer_count=Count("offers"))
    newest_first = versions.order_by("-created_at")
    return place.programmes.prefetch_related(Prefetch("versions", queryset=newest_first))


def versions_of(place: Organisation) -> QuerySet[ProgrammeVersion]:
    """All versions of an organisation's programmes, newest first, with the programme. One query."""
    rows = ProgrammeVersion.objects.filter(programme__organisation=place)
    return rows.select_related("programme").order_by("programme__title", "-created_at")


def published_dates(country: str = "") -> QuerySet[PublishedDate]:
    """Dates other providers printed, latest first, with their site; of one country. One query."""
    rows = PublishedDate.objects.select_related("site").order_by("-starts", "key")
    return rows.filter(site__country=country) if country else rows


def countries_with_dates() -> list[str]:
    """Country codes that have published dates, sorted. One query."""
    codes = PublishedDate.objects.values_list("site__country", flat=True)
    return sorted(set(codes.order_by("site__country").distinct()))
