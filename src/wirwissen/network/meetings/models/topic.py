"""Topics, apart from dates: proposed with the own name or none, voted on, chosen."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import PersonalData
from wirwissen.network.groups.models import Group, Member


class TopicState(models.TextChoices):
    POOL = "pool", _("im Vorrat")
    CHOSEN = "chosen", _("hat einen Termin")
    DONE = "done", _("war schon dran")


class Topic(HouseModel):
    """A topic. `by` is empty where it was proposed without a name: then nobody can find out.

    Once a topic has a date it belongs to the group, and `by` is emptied.
    """

    group = models.ForeignKey(Group, models.CASCADE, related_name="topics")
    by = models.ForeignKey(Member, models.CASCADE, null=True, related_name="+")
    title = models.CharField(_("Thema"), max_length=120)
    about = models.TextField(_("Worum es geht"), max_length=600, blank=True)
    content_note = models.CharField(_("Hinweis zum Inhalt"), max_length=200, blank=True)
    state = models.CharField(
        _("Stand"), max_length=6, choices=TopicState.choices, default=TopicState.POOL
    )
    is_approved = models.BooleanField(_("von der Orga gelesen"), default=False)

    privacy = PersonalData(
        purpose=_("Themen für die Treffen sammeln"),
        subject="by__user",
        personal=frozenset({"by", "title", "about", "content_note"}),
        plain=frozenset({"id", "group", "state", "is_approved"}),
    )

    class Meta:
        verbose_name = _("Thema")
        verbose_name_plural = _("Themen")

    def __str__(self) -> str:
        return f"Thema {self.pk}"


class Vote(HouseModel):
    """One member would like this topic. Gone as soon as the topic has a date."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="votes")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")

    privacy = PersonalData(
        purpose=_("Herausfinden, welches Thema viele möchten"),
        subject="member__user",
        personal=frozenset({"topic", "member"}),
        plain=frozenset({"id"}),
    )

    class Meta:
        verbose_name = _("Stimme für ein Thema")
        verbose_name_plural = _("Stimmen für Themen")
        constraints = [models.UniqueConstraint(fields=["topic", "member"], name="vote_once")]

    def __str__(self) -> str:
        return f"Stimme {self.pk}"
