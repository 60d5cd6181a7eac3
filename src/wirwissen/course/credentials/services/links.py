"""Links by which the holder of a paper shows it to others, until a day."""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from wirwissen.course.credentials import rules
from wirwissen.course.credentials.models import HolderLink, Paper, PaperState
from wirwissen.foundation.core.errors import Refused


@transaction.atomic
def make_link(paper: Paper, *, until: date, now: datetime) -> str:
    """Make a link that shows this paper until that day, inclusive; returns its token (192 bit).

    Raises `Refused` for a day that is over or too far off, and for a paper that has ended.
    """
    today = timezone.localdate(now)
    wrong = rules.wrong_link_end(until=until, today=today)
    if wrong is rules.LinkEnd.PAST:
        raise Refused(_("Dieser Tag ist schon vorbei. Wählen Sie heute oder einen späteren."))
    if wrong is rules.LinkEnd.TOO_FAR:
        latest = date_format(today + timedelta(days=rules.MOST_LINK_DAYS), "j. F Y")
        raise Refused(
            _("Das ist zu lange hin. Wählen Sie spätestens den %(day)s.") % {"day": latest}
        )
    row = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
    if row.state != PaperState.ISSUED or row.participant_id is None:
        raise Refused(_("Dieses Papier gilt nicht mehr. Sehen Sie bei Ihren Papieren nach."))
    token = secrets.token_urlsafe(24)
    row.holder_links.create(token_hash=rules.link_hash(token), until=until, made_at=now)
    return token


def take_back_link(link: HolderLink) -> None:
    """Whoever has the link sees nothing from now on. Twice does no harm."""
    HolderLink.objects.filter(pk=link.pk).delete()
