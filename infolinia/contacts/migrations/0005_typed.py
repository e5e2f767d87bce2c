import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("contacts", "0004_used_cards"),
    ]

    operations = [
        migrations.CreateModel(
            name="Typed",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                (
                    "side",
                    models.CharField(
                        choices=[("resident", "mieszkaniec"), ("adviser", "doradca")], max_length=8, verbose_name="kto"
                    ),
                ),
                ("number", models.PositiveIntegerField(verbose_name="kolejność")),
                ("line", models.PositiveIntegerField(verbose_name="wypowiedź")),
                ("position", models.PositiveIntegerField(verbose_name="miejsce")),
                ("removed", models.PositiveIntegerField(verbose_name="ile znaków skasowano")),
                ("inserted", models.TextField(blank=True, verbose_name="co wpisano")),
                ("ends_line", models.BooleanField(verbose_name="koniec wypowiedzi")),
                ("at", models.DateTimeField(verbose_name="kiedy")),
                (
                    "conversation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="typed",
                        to="contacts.conversation",
                        verbose_name="rozmowa",
                    ),
                ),
            ],
            options={
                "verbose_name": "wpisany tekst",
                "verbose_name_plural": "wpisane teksty",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(fields=("conversation", "side", "number"), name="contacts_typed_once")
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="typed",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d1c9fafdff131f29759634d87acf3aea55c32b9d",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3b0c6",
                    table="contacts_typed",
                    when="BEFORE",
                ),
            ),
        ),
    ]
