"""The outbox: a mail is written in the same transaction as what it is about."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from wirwissen.foundation.core.models import HouseModel
from wirwissen.foundation.core.personal import PersonalData


class MailState(models.TextChoices):
    QUEUED = "queued", _("wird gesendet")
    SENT = "sent", _("gesendet")
    UNDELIVERABLE = "undeliverable", _("nicht zustellbar")


class OutboxMail(HouseModel):
    """One mail to one address; the text is sealed, because it may carry a code or a link."""

    recipient = models.EmailField(_("an"))
    subject = models.CharField(_("Betreff"), max_length=120)
    body_sealed = models.BinaryField(_("Text, verschlüsselt"))
    template = models.CharField(_("Vorlage"), max_length=100)
    message_id = models.CharField(_("Message-ID"), max_length=200, unique=True)
    state = models.CharField(
        _("Stand"), max_length=13, choices=MailState.choices, default=MailState.QUEUED
    )
    attempts = models.PositiveSmallIntegerField(_("Versuche"), default=0)
    next_try_at = models.DateTimeField(_("nächster Versuch"))
    created_at = models.DateTimeField(_("entstanden"))
    sent_at = models.DateTimeField(_("gesendet am"), null=True, blank=True)

    privacy = PersonalData(
        purpose=_("E-Mails zustellen"),
        keep=timedelta(days=14),
        keep_from="created_at",
        subject="recipient",
        personal=frozenset({"recipient"}),
        sealed=frozenset({"body_sealed"}),
        plain=frozenset(
            {
                "id",
                "subject",
                "template",
                "message_id",
                "state",
                "attempts",
                "next_try_at",
                "created_at",
                "sent_at",
            }
        ),
    )

    class Meta:
        verbose_name = _("E-Mail")
        verbose_name_plural = _("E-Mails")
        indexes = [models.Index(fields=["state", "next_try_at"], name="mail_due")]

    def __str__(self) -> str:
        return f"mail {self.pk}"
