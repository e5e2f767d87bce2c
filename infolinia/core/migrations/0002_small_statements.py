"""Plans for many small statements: a page of a list read by several processes at once reads far past its end.

Whoever may not alter the database (it is somebody else's) keeps its settings; docs/run.md names the statement.
"""

from django.db import migrations

SET = """
DO $$
BEGIN
    EXECUTE format('ALTER DATABASE %I SET max_parallel_workers_per_gather = 0', current_database());
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'the database belongs to somebody else: its settings stay';
END $$
"""
RESET = """
DO $$
BEGIN
    EXECUTE format('ALTER DATABASE %I RESET max_parallel_workers_per_gather', current_database());
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'the database belongs to somebody else: its settings stay';
END $$
"""


class Migration(migrations.Migration):

    dependencies = [("core", "0001_erasures")]

    operations = [migrations.RunSQL(SET, RESET)]
