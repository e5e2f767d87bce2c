"""The table of Django's database cache: failed sign-ins are counted there, for all processes together."""

from django.db import migrations

TABLE = """
CREATE TABLE core_cache (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX core_cache_expires ON core_cache (expires);
"""


class Migration(migrations.Migration):

    dependencies = [("core", "0002_small_statements")]

    operations = [migrations.RunSQL(TABLE, "DROP TABLE core_cache")]
