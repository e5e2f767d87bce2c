"""Edit distance in the database: typing errors are found where the words are."""

from django.contrib.postgres.operations import CreateExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0001_initial")]
    operations = [CreateExtension("fuzzystrmatch")]
