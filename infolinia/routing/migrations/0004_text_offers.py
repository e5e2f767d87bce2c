"""Offers of conversations by text, and the queue for those who sign; an office may rename it."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def signing_queue(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Have the queue `migowy`, which asks for the skill `pjm`, unless it is there."""
    queue, is_new = apps.get_model("routing", "Queue").objects.get_or_create(
        code="migowy", defaults={"name": "Polski język migowy", "position": 90}
    )
    skill, _ = apps.get_model("routing", "Skill").objects.get_or_create(
        code="pjm", defaults={"name": "polski język migowy"}
    )
    if is_new:
        apps.get_model("routing", "QueueNeed").objects.create(queue=queue, skill=skill, level=1)


class Migration(migrations.Migration):
    dependencies = [("routing", "0003_skills")]

    operations = [
        migrations.AddField(
            model_name="offer",
            name="medium",
            field=models.CharField(
                choices=[("voice", "głosem"), ("text", "tekstem")],
                default="voice",
                max_length=5,
                verbose_name="głosem czy tekstem",
            ),
        ),
        migrations.RunPython(signing_queue, migrations.RunPython.noop),
    ]
