"""Papers issued before they kept their printed name get the person's. Safe to run twice."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import OuterRef, Subquery


def fill_names(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    papers = apps.get_model("credentials", "Paper").objects
    people = apps.get_model("cohorts", "Participant").objects
    name = people.filter(pk=OuterRef("participant")).values("name")[:1]
    rows = papers.filter(state="issued", issued_name="", participant__isnull=False)
    rows.update(issued_name=Subquery(name))


class Migration(migrations.Migration):
    """Which form of the title was printed is not known any more: their link shows none."""

    dependencies = [("credentials", "0005_holder_links"), ("cohorts", "0003_credit")]

    operations = [migrations.RunPython(fill_names, migrations.RunPython.noop)]
