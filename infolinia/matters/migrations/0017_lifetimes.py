"""Find what was open at a moment of the past, and what is late for a reason, without reading what never was."""

from django.contrib.postgres.fields import DateTimeRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import migrations
from django.db.models import Case, F, Func, Index, Q, Value, When


class Migration(migrations.Migration):
    dependencies = [("matters", "0016_corrected_counted")]

    operations = [
        migrations.AddIndex(
            model_name="matter",
            index=Index(
                fields=["status", "resident_due_at", "id"],
                name="matters_open_by_status",
                condition=~Q(status="closed"),
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=GistIndex(
                Func(
                    F("registered_at"),
                    Case(When(closed_at__gte=F("registered_at"), then=F("closed_at"))),
                    Value("[]"),
                    function="tstzrange",
                    output_field=DateTimeRangeField(),
                ),
                name="matters_open_then",
            ),
        ),
    ]
