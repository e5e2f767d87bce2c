"""Every installation starts with one queue; an office may rename it."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def first_queue(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Have the queue `general`, unless it is there."""
    apps.get_model("routing", "Queue").objects.get_or_create(code="general", defaults={"name": "Sprawy ogólne"})


class Migration(migrations.Migration):
    dependencies = [("routing", "0001_initial")]
    operations = [migrations.RunPython(first_queue, migrations.RunPython.noop)]
