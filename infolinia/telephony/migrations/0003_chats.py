from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("telephony", "0002_announcements")]

    operations = [
        migrations.CreateModel(
            name="Chat",
            fields=[
                ("conversation_id", models.UUIDField(primary_key=True, serialize=False, verbose_name="rozmowa")),
                ("address_hash", models.CharField(db_index=True, max_length=64)),
                ("begun_at", models.DateTimeField(db_index=True, verbose_name="od")),
                ("resident_seen_at", models.DateTimeField(verbose_name="strona mieszkańca")),
                ("adviser_seen_at", models.DateTimeField(blank=True, null=True, verbose_name="strona doradcy")),
                ("place", models.PositiveSmallIntegerField(default=0, verbose_name="miejsce w kolejce")),
                (
                    "least",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="czekanie co najmniej (min)"),
                ),
                (
                    "most",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="czekanie najwyżej (min)"),
                ),
            ],
            options={"verbose_name": "czat", "verbose_name_plural": "czaty"},
        ),
        migrations.AlterField(
            model_name="phoneaccount",
            name="kind",
            field=models.CharField(
                choices=[
                    ("browser", "przeglądarka doradcy"),
                    ("desk", "aparat doradcy"),
                    ("guest", "rozmowa przez internet"),
                    ("signing", "rozmowa wideo w języku migowym"),
                ],
                max_length=8,
                verbose_name="rodzaj",
            ),
        ),
    ]
