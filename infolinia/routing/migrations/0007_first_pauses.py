"""Every installation starts with the pauses that the law knows and those usual at a helpline; an office changes them."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FIRST = (
    ("przerwa", "Przerwa", "other"),
    ("ekran", "Przerwa od ekranu", "screen"),
    ("posilek", "Przerwa na posiłek", "meal"),
    ("dodatkowa", "Przerwa dodatkowa", "disability"),
    ("szkolenie", "Szkolenie", "duty"),
    ("narada", "Narada", "duty"),
    ("bez-telefonu", "Praca bez telefonu", "duty"),
)


def first_pauses(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Have these reasons, unless they are there."""
    reasons = apps.get_model("routing", "PauseReason").objects
    for position, (code, name, kind) in enumerate(FIRST, start=1):
        reasons.get_or_create(code=code, defaults={"name": name, "kind": kind, "position": position})


class Migration(migrations.Migration):
    dependencies = [("routing", "0006_adviser_work")]
    operations = [migrations.RunPython(first_pauses, migrations.RunPython.noop)]
