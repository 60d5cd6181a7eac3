"""How many wait for a call is told as a snapshot, never live."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("groups", "0004_public_dates_end")]

    operations = [
        migrations.AddField(
            "call",
            "told_waiting",
            models.PositiveSmallIntegerField(
                default=0, verbose_name="Wartende, zuletzt gezeigt"
            ),
        ),
    ]
