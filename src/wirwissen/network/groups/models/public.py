"""What a group shows to strangers besides itself: pages and neighbours, each with its end."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import PersonalData
from wirwissen.network.groups.models.group import GONE_AFTER, Group


class Layout(models.TextChoices):
    PAGE = "page", _("Seite")
    PRESS = "press", _("Presse und Fachtexte")


class PublicPage(HouseModel):
    """One page of text in Markdown, public up to and with `shown_until`."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="pages")
    slug = models.SlugField(_("Kurzname in der Adresse"))
    title = models.CharField(_("Titel"), max_length=120)
    layout = models.CharField(_("Art"), max_length=5, choices=Layout.choices, default=Layout.PAGE)
    body = models.TextField(_("Text"))
    shown_until = models.DateField(_("öffentlich bis"))

    privacy = PersonalData(
        purpose=_("Öffentliche Texte der Gruppe"),
        keep=GONE_AFTER,
        keep_from="shown_until",
        plain=frozenset({"id", "group", "slug", "title", "layout", "body", "shown_until"}),
    )

    class Meta:
        verbose_name = _("Seite der Gruppe")
        verbose_name_plural = _("Seiten der Gruppen")
        ordering = ["title"]
        constraints = [models.UniqueConstraint(fields=["group", "slug"], name="page_once")]

    def __str__(self) -> str:
        return f"Seite {self.pk}"


class Partner(HouseModel):
    """A neighbour: a sister group or an initiative elsewhere, linked through a leave notice."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="partners")
    name = models.CharField(_("Name"), max_length=120)
    url = models.URLField(_("Adresse im Netz"), max_length=300)
    about = models.CharField(_("In einem Satz"), max_length=200, blank=True)
    is_sister = models.BooleanField(_("Schwestergruppe"), default=False)
    shown_until = models.DateField(_("öffentlich bis"))

    privacy = PersonalData(
        purpose=_("Hinweise auf verwandte Gruppen"),
        keep=GONE_AFTER,
        keep_from="shown_until",
        plain=frozenset({"id", "group", "name", "url", "about", "is_sister", "shown_until"}),
    )

    class Meta:
        verbose_name = _("verwandte Gruppe")
        verbose_name_plural = _("verwandte Gruppen")
        ordering = ["-is_sister", "name"]

    def __str__(self) -> str:
        return f"Partner {self.pk}"
