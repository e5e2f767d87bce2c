"""Every installation starts with the clock catalogue; its lawyer confirms and changes it."""

import json
from pathlib import Path

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from infolinia.core.text import sort_key

CATALOGUE = Path(__file__).resolve().parents[1] / "data" / "clocks.json"


def bring_in(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Add the entries that are not there."""
    clock = apps.get_model("matters", "Clock")
    for entry in json.loads(CATALOGUE.read_text(encoding="utf-8")):
        defaults = {**entry, "sort_key": sort_key(entry["name"])[:320]}
        clock.objects.get_or_create(code=entry["code"], defaults=defaults)


class Migration(migrations.Migration):
    dependencies = [("matters", "0001_initial")]
    operations = [migrations.RunPython(bring_in, migrations.RunPython.noop)]
