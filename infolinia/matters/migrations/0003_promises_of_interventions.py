"""An intervention by telephone is no motion under the code of procedure: its term is the city's own promise.

Matters that run already keep the basis they were registered under.
"""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

LODGED = ["complaint", "motion"]


def promise(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Give the same month as a promise, not yet confirmed by the office."""
    rows = apps.get_model("matters", "Category").objects.filter(clock__code="wniosek", promise="")
    rows.exclude(kind__in=LODGED).update(promise="1 month", promise_confirmed=False, clock=None)


class Migration(migrations.Migration):
    dependencies = [("matters", "0002_clock_catalogue")]
    operations = [migrations.RunPython(promise, migrations.RunPython.noop)]
