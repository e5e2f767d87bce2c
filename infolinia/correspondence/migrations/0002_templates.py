"""Templates of messages in editions, and what was handed over in a conversation."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from infolinia.core.migrating import AtOnce


class Migration(migrations.Migration):

    dependencies = [
        ('correspondence', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='SentPaper',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('conversation_id', models.UUIDField(db_index=True, verbose_name='rozmowa')),
                    ('question_id', models.BigIntegerField(verbose_name='pytanie')),
                    ('message_id', models.UUIDField(blank=True, null=True, unique=True, verbose_name='wiadomość')),
                    ('key', models.CharField(editable=False, max_length=120, unique=True)),
                    ('channel', models.CharField(choices=[('email', 'e-mail'), ('sms', 'SMS'), ('letter', 'list'), ('edelivery', 'e-Doręczenia'), ('pickup', 'odbiór w urzędzie'), ('dictated', 'podyktowane')], max_length=10, verbose_name='kanał')),
                    ('card_code', models.CharField(blank=True, max_length=60, verbose_name='karta')),
                    ('card_title', models.CharField(blank=True, max_length=200, verbose_name='tytuł karty')),
                    ('card_edition', models.PositiveIntegerField(blank=True, null=True, verbose_name='wydanie karty')),
                    ('forms', models.JSONField(blank=True, default=list, verbose_name='druki')),
                    ('is_filled', models.BooleanField(default=False, verbose_name='wypełnione danymi mieszkańca')),
                    ('is_large', models.BooleanField(default=False, verbose_name='duży druk')),
                    ('at', models.DateTimeField(db_index=True, verbose_name='kiedy')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kto wysłał')),
                ],
                options={
                    'verbose_name': 'wysłany druk',
                    'verbose_name_plural': 'wysłane druki',
                    'ordering': ['at', 'id'],
                },
            ),
            migrations.CreateModel(
                name='SentPaperEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('conversation_id', models.UUIDField(verbose_name='rozmowa')),
                    ('question_id', models.BigIntegerField(verbose_name='pytanie')),
                    ('message_id', models.UUIDField(blank=True, null=True, verbose_name='wiadomość')),
                    ('key', models.CharField(editable=False, max_length=120)),
                    ('channel', models.CharField(choices=[('email', 'e-mail'), ('sms', 'SMS'), ('letter', 'list'), ('edelivery', 'e-Doręczenia'), ('pickup', 'odbiór w urzędzie'), ('dictated', 'podyktowane')], max_length=10, verbose_name='kanał')),
                    ('card_code', models.CharField(blank=True, max_length=60, verbose_name='karta')),
                    ('card_title', models.CharField(blank=True, max_length=200, verbose_name='tytuł karty')),
                    ('card_edition', models.PositiveIntegerField(blank=True, null=True, verbose_name='wydanie karty')),
                    ('forms', models.JSONField(blank=True, default=list, verbose_name='druki')),
                    ('is_filled', models.BooleanField(default=False, verbose_name='wypełnione danymi mieszkańca')),
                    ('is_large', models.BooleanField(default=False, verbose_name='duży druk')),
                    ('at', models.DateTimeField(verbose_name='kiedy')),
                    ('by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kto wysłał')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='correspondence.sentpaper')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Template',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('purpose', models.CharField(max_length=40, verbose_name='po co')),
                    ('channel', models.CharField(choices=[('email', 'e-mail'), ('sms', 'SMS'), ('letter', 'list')], max_length=6, verbose_name='kanał')),
                    ('language', models.CharField(choices=[('pl', 'polski'), ('en', 'angielski'), ('uk', 'ukraiński')], default='pl', max_length=2, verbose_name='język')),
                ],
                options={
                    'verbose_name': 'szablon wiadomości',
                    'verbose_name_plural': 'szablony wiadomości',
                    'ordering': ['purpose', 'channel', 'language'],
                    'constraints': [models.UniqueConstraint(fields=('purpose', 'channel', 'language'), name='correspondence_one_template_for_each')],
                },
            ),
            migrations.CreateModel(
                name='TemplateEdition',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField(verbose_name='wydanie')),
                    ('based_on', models.PositiveIntegerField(default=0, editable=False, verbose_name='na podstawie wydania')),
                    ('state', models.CharField(choices=[('draft', 'szkic'), ('review', 'do sprawdzenia'), ('published', 'obowiązuje'), ('retired', 'zastąpiona')], default='draft', max_length=9, verbose_name='stan')),
                    ('subject', models.CharField(blank=True, max_length=200, verbose_name='temat')),
                    ('body', models.TextField(max_length=8000, verbose_name='treść')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('authors', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, editable=False, size=None)),
                    ('changed_at', models.DateTimeField(editable=False, verbose_name='zmieniono')),
                    ('sent_at', models.DateTimeField(editable=False, null=True, verbose_name='oddano do sprawdzenia')),
                    ('return_reason', models.TextField(blank=True, editable=False, verbose_name='dlaczego zwrócono')),
                    ('published_at', models.DateTimeField(editable=False, null=True, verbose_name='obowiązuje od')),
                    ('changed_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kto zmienił')),
                    ('reviewed_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kto sprawdził')),
                    ('template', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='editions', to='correspondence.template', verbose_name='szablon')),
                ],
                options={
                    'verbose_name': 'wydanie szablonu',
                    'verbose_name_plural': 'wydania szablonów',
                    'ordering': ['template', '-number'],
                },
            ),
            migrations.CreateModel(
                name='TemplateEditionEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('number', models.PositiveIntegerField(verbose_name='wydanie')),
                    ('based_on', models.PositiveIntegerField(default=0, editable=False, verbose_name='na podstawie wydania')),
                    ('state', models.CharField(choices=[('draft', 'szkic'), ('review', 'do sprawdzenia'), ('published', 'obowiązuje'), ('retired', 'zastąpiona')], default='draft', max_length=9, verbose_name='stan')),
                    ('subject', models.CharField(blank=True, max_length=200, verbose_name='temat')),
                    ('body', models.TextField(max_length=8000, verbose_name='treść')),
                    ('version', models.PositiveIntegerField(default=1, editable=False)),
                    ('authors', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, editable=False, size=None)),
                    ('changed_at', models.DateTimeField(editable=False, verbose_name='zmieniono')),
                    ('sent_at', models.DateTimeField(editable=False, null=True, verbose_name='oddano do sprawdzenia')),
                    ('return_reason', models.TextField(blank=True, editable=False, verbose_name='dlaczego zwrócono')),
                    ('published_at', models.DateTimeField(editable=False, null=True, verbose_name='obowiązuje od')),
                    ('changed_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kto zmienił')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='correspondence.templateedition')),
                    ('reviewed_by', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kto sprawdził')),
                    ('template', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='correspondence.template', verbose_name='szablon')),
                ],
                options={
                    'abstract': False,
                },
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='sentpaper',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='6e951f9a7f61aa1bc65f996bf60f61ca6013779d', operation='UPDATE', pgid='pgtrigger_append_only_a848f', table='correspondence_sentpaper', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='sentpaper',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "correspondence_sentpaperevent" ("at", "by_id", "card_code", "card_edition", "card_title", "channel", "conversation_id", "forms", "id", "is_filled", "is_large", "key", "message_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id") VALUES (NEW."at", NEW."by_id", NEW."card_code", NEW."card_edition", NEW."card_title", NEW."channel", NEW."conversation_id", NEW."forms", NEW."id", NEW."is_filled", NEW."is_large", NEW."key", NEW."message_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."question_id"); RETURN NULL;', hash='99d61b6e4825ab3deffec4939234d71ef8db2140', operation='INSERT', pgid='pgtrigger_insert_insert_ff5a3', table='correspondence_sentpaper', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='sentpaper',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "correspondence_sentpaperevent" ("at", "by_id", "card_code", "card_edition", "card_title", "channel", "conversation_id", "forms", "id", "is_filled", "is_large", "key", "message_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id") VALUES (NEW."at", NEW."by_id", NEW."card_code", NEW."card_edition", NEW."card_title", NEW."channel", NEW."conversation_id", NEW."forms", NEW."id", NEW."is_filled", NEW."is_large", NEW."key", NEW."message_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."question_id"); RETURN NULL;', hash='354b683e2e5ac60a413f3674e86bc5ae42596fb6', operation='UPDATE', pgid='pgtrigger_update_update_b0f4b', table='correspondence_sentpaper', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='sentpaper',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "correspondence_sentpaperevent" ("at", "by_id", "card_code", "card_edition", "card_title", "channel", "conversation_id", "forms", "id", "is_filled", "is_large", "key", "message_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id") VALUES (OLD."at", OLD."by_id", OLD."card_code", OLD."card_edition", OLD."card_title", OLD."channel", OLD."conversation_id", OLD."forms", OLD."id", OLD."is_filled", OLD."is_large", OLD."key", OLD."message_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."question_id"); RETURN NULL;', hash='41f85720ba30d6045a4664cdc5af7c4260c4cf53', operation='DELETE', pgid='pgtrigger_delete_delete_34c9a', table='correspondence_sentpaper', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='templateedition',
                trigger=pgtrigger.compiler.Trigger(name='published_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (\n    OLD.state IN ('published', 'retired') AND (to_jsonb(OLD) - 'state') IS DISTINCT FROM (to_jsonb(NEW) - 'state')\n)", func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='ab98e3bd8bd832e4f0e389d25f13293894838981', operation='UPDATE', pgid='pgtrigger_published_stays_18494', table='correspondence_templateedition', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='templateedition',
                trigger=pgtrigger.compiler.Trigger(name='reviewed_stays', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (\n    OLD.state = 'review' AND (OLD.subject, OLD.body) IS DISTINCT FROM (NEW.subject, NEW.body)\n)", func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='78e567f191b6c27bcc784ba0d5b6460f7a2d318f', operation='UPDATE', pgid='pgtrigger_reviewed_stays_1d42c', table='correspondence_templateedition', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='templateedition',
                trigger=pgtrigger.compiler.Trigger(name='second_person', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW.reviewed_by_id IS NOT NULL AND NEW.reviewed_by_id = ANY(NEW.authors))', func="RAISE EXCEPTION 'pgtrigger: Cannot insert or update rows from % table', TG_TABLE_NAME;", hash='b211325a4862fda7178ccd3d50c92673fcef45e9', operation='INSERT OR UPDATE', pgid='pgtrigger_second_person_fd352', table='correspondence_templateedition', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='templateedition',
                trigger=pgtrigger.compiler.Trigger(name='reviewed', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.state <> NEW.state AND NEW.state = 'published' AND NEW.reviewed_by_id IS NULL)", func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='be073548ca325835a4e14677c5f94b9e49d88004', operation='UPDATE', pgid='pgtrigger_reviewed_90344', table='correspondence_templateedition', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='templateedition',
                trigger=pgtrigger.compiler.Trigger(name='steps', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."state", \':\', NEW."state") = ANY(\'{draft:review,review:draft,review:published,published:retired}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."state" IS DISTINCT FROM NEW."state") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "state" from "%" to "%" on table %\', OLD."state", NEW."state", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='867529813ad0f630ad5e778e419e479bc85a9212', operation='UPDATE', pgid='pgtrigger_steps_05707', table='correspondence_templateedition', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='templateedition',
                trigger=pgtrigger.compiler.Trigger(name='published_kept', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.state IN ('published', 'retired'))", func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='e6525ac192b2744c91ea5f55cc200c16cc930ed2', operation='DELETE', pgid='pgtrigger_published_kept_167d7', table='correspondence_templateedition', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='templateedition',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "correspondence_templateeditionevent" ("authors", "based_on", "body", "changed_at", "changed_by_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "return_reason", "reviewed_by_id", "sent_at", "state", "subject", "template_id", "version") VALUES (NEW."authors", NEW."based_on", NEW."body", NEW."changed_at", NEW."changed_by_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."published_at", NEW."return_reason", NEW."reviewed_by_id", NEW."sent_at", NEW."state", NEW."subject", NEW."template_id", NEW."version"); RETURN NULL;', hash='985bc84484923b1b8480dd8871ff6d3794490f8d', operation='INSERT', pgid='pgtrigger_insert_insert_5357f', table='correspondence_templateedition', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='templateedition',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "correspondence_templateeditionevent" ("authors", "based_on", "body", "changed_at", "changed_by_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "return_reason", "reviewed_by_id", "sent_at", "state", "subject", "template_id", "version") VALUES (NEW."authors", NEW."based_on", NEW."body", NEW."changed_at", NEW."changed_by_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."published_at", NEW."return_reason", NEW."reviewed_by_id", NEW."sent_at", NEW."state", NEW."subject", NEW."template_id", NEW."version"); RETURN NULL;', hash='e223c15121c25ef37a5dbe8d1e89f2c4b3ded3f9', operation='UPDATE', pgid='pgtrigger_update_update_3c0d9', table='correspondence_templateedition', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='templateedition',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "correspondence_templateeditionevent" ("authors", "based_on", "body", "changed_at", "changed_by_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "published_at", "return_reason", "reviewed_by_id", "sent_at", "state", "subject", "template_id", "version") VALUES (OLD."authors", OLD."based_on", OLD."body", OLD."changed_at", OLD."changed_by_id", OLD."id", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."published_at", OLD."return_reason", OLD."reviewed_by_id", OLD."sent_at", OLD."state", OLD."subject", OLD."template_id", OLD."version"); RETURN NULL;', hash='248f1b63de34e906e40d4978391a08ea299a5c4f', operation='DELETE', pgid='pgtrigger_delete_delete_fb6a1', table='correspondence_templateedition', when='AFTER')),
            ),
        ]),
        migrations.AddConstraint(
            model_name='templateedition',
            constraint=models.UniqueConstraint(fields=('template', 'number'), name='correspondence_template_number_once'),
        ),
        migrations.AddConstraint(
            model_name='templateedition',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'published')), fields=('template',), name='correspondence_one_template_in_force'),
        ),
        migrations.AddConstraint(
            model_name='templateedition',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['draft', 'review'])), fields=('template',), name='correspondence_one_template_under_way'),
        ),
        migrations.AddConstraint(
            model_name='templateedition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['published', 'retired']), _negated=True), models.Q(('published_at__isnull', False), ('reviewed_by__isnull', False)), _connector='OR'), name='correspondence_template_approved'),
        ),
    ]
