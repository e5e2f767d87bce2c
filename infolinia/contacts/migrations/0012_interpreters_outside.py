"""Interpreters who come into a call from outside."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0011_people"),
    ]

    operations = [
        migrations.AlterField(
            model_name="callparty",
            name="kind",
            field=models.CharField(
                choices=[
                    ("adviser", "doradca"),
                    ("unit", "komórka"),
                    ("number", "numer"),
                    ("guest", "tłumacz z zewnątrz"),
                ],
                max_length=8,
                verbose_name="rodzaj",
            ),
        ),
    ]
