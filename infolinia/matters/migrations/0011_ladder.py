"""Every installation starts with a ladder of warnings; the silence of open, untouched matters counts from their start."""

import json
from pathlib import Path

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models import F

LADDER = Path(__file__).resolve().parents[1] / "data" / "ladder.json"


def bring_in(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the rungs that are not there."""
    rung = apps.get_model("matters", "Rung")
    for entry in json.loads(LADDER.read_text(encoding="utf-8")):
        rung.objects.get_or_create(**entry)


def count_from_the_start(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Say of matters that no unit took yet that their unit has had them since they were registered."""
    untouched = apps.get_model("matters", "Matter").objects.filter(status__in=["new", "returned"], opened_at=None)
    untouched.filter(with_unit_since=None).update(with_unit_since=F("registered_at"))


class Migration(migrations.Migration):
    dependencies = [("matters", "0010_warnings")]
    operations = [
        migrations.RunPython(bring_in, migrations.RunPython.noop),
        migrations.RunPython(count_from_the_start, migrations.RunPython.noop),
    ]
