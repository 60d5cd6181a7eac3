"""Dates that strangers read get an end, and can be taken back for good."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import migrations, models
from django.utils import timezone


def in_a_year() -> date:
    """For what is public already: the whole year that new ones get."""
    return timezone.localdate() + timedelta(days=365)


class Migration(migrations.Migration):
    dependencies = [("groups", "0003_public_side_and_joining")]

    operations = [
        migrations.AddField(
            "publicmeeting",
            "shown_until",
            models.DateField(default=in_a_year, verbose_name="öffentlich bis"),
            preserve_default=False,
        ),
        migrations.AddField(
            "publicmeeting",
            "is_withdrawn",
            models.BooleanField(default=False, verbose_name="zurückgezogen"),
        ),
    ]
