"""The catalogue that an installation started with learns what else must be done by when."""

import json
from pathlib import Path

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SIDE_TERMS = Path(__file__).resolve().parents[1] / "data" / "side_terms.json"


def bring_in(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give each known entry its side clocks; entries that an office added have none."""
    clock = apps.get_model("matters", "Clock")
    for code, lines in json.loads(SIDE_TERMS.read_text(encoding="utf-8")).items():
        clock.objects.filter(code=code, side_terms=[]).update(side_terms=lines)


class Migration(migrations.Migration):
    dependencies = [("matters", "0013_side_terms_and_recounts")]
    operations = [migrations.RunPython(bring_in, migrations.RunPython.noop)]
