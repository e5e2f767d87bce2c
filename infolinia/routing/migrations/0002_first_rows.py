"""What every installation starts with: two queues and the usual reasons for a pause. An office changes them as it likes."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PAUSES = (
    ("przerwa", "Przerwa", "other"),
    ("ekran", "Przerwa od ekranu", "screen"),
    ("posilek", "Przerwa na posiłek", "meal"),
    ("dodatkowa", "Przerwa dodatkowa", "disability"),
    ("szkolenie", "Szkolenie", "duty"),
    ("narada", "Narada", "duty"),
    ("bez-telefonu", "Praca bez telefonu", "duty"),
)


def first_queues(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Have a queue for everybody, and one for those who sign, which asks for the skill `pjm`."""
    queues, skills = apps.get_model("routing", "Queue").objects, apps.get_model("routing", "Skill").objects
    queues.create(code="general", name="Sprawy ogólne")
    signing = queues.create(code="migowy", name="Polski język migowy", position=90)
    skill = skills.create(code="pjm", name="polski język migowy")
    apps.get_model("routing", "QueueNeed").objects.create(queue=signing, skill=skill, level=1)


def first_pauses(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Have the pauses that the law knows and those usual at a helpline."""
    reasons = apps.get_model("routing", "PauseReason").objects
    for position, (code, name, kind) in enumerate(PAUSES, start=1):
        reasons.create(code=code, name=name, kind=kind, position=position)


class Migration(migrations.Migration):
    dependencies = [("routing", "0001_initial")]
    operations = [
        migrations.RunPython(first_queues, migrations.RunPython.noop),
        migrations.RunPython(first_pauses, migrations.RunPython.noop),
    ]
