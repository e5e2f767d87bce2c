"""Who closed an alarm of the line."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("telephony", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="linealarm",
            name="over_by",
            field=models.ForeignKey(
                blank=True,
                help_text="Puste: alarm skończył się sam.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="kto zamknął",
            ),
        ),
    ]
