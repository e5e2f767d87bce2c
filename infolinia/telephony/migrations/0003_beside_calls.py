"""Text beside calls, codes by which a browser comes into one, and whose call a guest's account made."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("telephony", "0002_who_closed_an_alarm"),
    ]

    operations = [
        migrations.CreateModel(
            name="CallText",
            fields=[
                ("conversation_id", models.UUIDField(primary_key=True, serialize=False, verbose_name="rozmowa")),
                ("begun_at", models.DateTimeField(db_index=True, verbose_name="od")),
                ("joined_at", models.DateTimeField(blank=True, null=True, verbose_name="mieszkaniec pisze od")),
            ],
            options={
                "verbose_name": "tekst obok rozmowy",
                "verbose_name_plural": "teksty obok rozmów",
            },
        ),
        migrations.CreateModel(
            name="JoinCode",
            fields=[
                ("code", models.CharField(max_length=6, primary_key=True, serialize=False, verbose_name="kod")),
                (
                    "purpose",
                    models.CharField(
                        choices=[("text", "tekst obok rozmowy"), ("interpreter", "tłumacz języka migowego")],
                        max_length=12,
                        verbose_name="po co",
                    ),
                ),
                ("conversation_id", models.UUIDField(db_index=True, verbose_name="rozmowa")),
                ("issued_at", models.DateTimeField(verbose_name="wydany")),
                ("expires_at", models.DateTimeField(db_index=True, verbose_name="ważny do")),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="wpisany")),
            ],
            options={
                "verbose_name": "kod do rozmowy",
                "verbose_name_plural": "kody do rozmów",
            },
        ),
        migrations.AddField(
            model_name="phoneaccount",
            name="conversation_id",
            field=models.UUIDField(blank=True, null=True, verbose_name="rozmowa"),
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
                    ("interpreter", "tłumacz w rozmowie wideo"),
                ],
                max_length=12,
                verbose_name="rodzaj",
            ),
        ),
        migrations.CreateModel(
            name="WrongCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address_hash", models.CharField(max_length=64)),
                ("at", models.DateTimeField(db_index=True, verbose_name="kiedy")),
            ],
            options={
                "verbose_name": "błędny kod",
                "verbose_name_plural": "błędne kody",
                "indexes": [models.Index(fields=["address_hash", "at"], name="telephony_wrongcode_address")],
            },
        ),
    ]
