"""The table of address changes under way (a file of its own: `models` has its length)."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import PersonalData


class AddressChange(HouseModel):
    """Another address for an account, or none. It counts 48 hours after its code was typed."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="address_change"
    )
    email = models.EmailField(_("neue Adresse (leer: keine mehr)"), blank=True)
    code_hash = models.CharField(_("Code, gehasht"), max_length=64, blank=True)
    wrong_codes = models.PositiveSmallIntegerField(_("falsche Codes"), default=0)
    asked_at = models.DateTimeField(_("gewünscht am"))
    due_at = models.DateTimeField(_("gilt ab"), null=True, blank=True)

    privacy = PersonalData(
        purpose=_("Die Adresse zum Anmelden wechseln"),
        keep=timedelta(days=7),
        keep_from="asked_at",
        subject="user",
        personal=frozenset({"user", "email"}),
        plain=frozenset({"id", "code_hash", "wrong_codes", "asked_at", "due_at"}),
    )

    class Meta:
        verbose_name = _("Wechsel der Adresse")
        verbose_name_plural = _("Wechsel der Adresse")

    def __str__(self) -> str:
        return f"address change {self.pk}"
