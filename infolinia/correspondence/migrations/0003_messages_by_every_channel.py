"""Messages by every channel: deliveries, files, providers, short links, and an order for each address."""

import django.core.validators
import django.db.models.deletion
import infolinia.correspondence.models.providers
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

from infolinia.core.migrating import AtOnce


class Migration(migrations.Migration):

    dependencies = [
        ('correspondence', '0002_templates'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='DeliveryEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('queued', 'czeka na wysłanie'), ('sent', 'wysłana'), ('delivered', 'dostarczona'), ('read', 'otwarta'), ('bounced', 'odrzucona'), ('returned', 'wróciła'), ('failed', 'nie wysłana'), ('cancelled', 'odwołana')], max_length=10, verbose_name='stan')),
                    ('at', models.DateTimeField(verbose_name='kiedy')),
                    ('event_key', models.CharField(max_length=200, verbose_name='klucz')),
                    ('details', models.CharField(blank=True, max_length=500, verbose_name='szczegóły')),
                ],
                options={
                    'verbose_name': 'zdarzenie doręczenia',
                    'verbose_name_plural': 'zdarzenia doręczeń',
                    'ordering': ['at', 'id'],
                },
            ),
            migrations.CreateModel(
                name='Enclosure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField(verbose_name='kolejność')),
                    ('name', models.CharField(max_length=200, verbose_name='nazwa')),
                    ('media_type', models.CharField(max_length=100, verbose_name='rodzaj')),
                ],
                options={
                    'verbose_name': 'załącznik',
                    'verbose_name_plural': 'załączniki',
                    'ordering': ['position'],
                },
            ),
            migrations.CreateModel(
                name='Provider',
                fields=[
                    ('code', models.SlugField(max_length=40, primary_key=True, serialize=False, validators=[django.core.validators.RegexValidator('^[a-z][a-z0-9-]*$')], verbose_name='kod')),
                    ('name', models.CharField(max_length=80, verbose_name='nazwa')),
                    ('position', models.PositiveSmallIntegerField(default=1, verbose_name='kolejność')),
                    ('is_active', models.BooleanField(default=True, verbose_name='wysyła')),
                    ('plan', models.JSONField(default=dict, verbose_name='jak z nim rozmawiać')),
                    ('receive_key', models.CharField(default=infolinia.correspondence.models.providers.new_receive_key, max_length=64, verbose_name='sekret odbioru')),
                ],
                options={
                    'verbose_name': 'dostawca SMS',
                    'verbose_name_plural': 'dostawcy SMS',
                    'ordering': ['position', 'code'],
                },
            ),
            migrations.CreateModel(
                name='ProviderEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('code', models.SlugField(db_index=False, max_length=40, serialize=False, validators=[django.core.validators.RegexValidator('^[a-z][a-z0-9-]*$')], verbose_name='kod')),
                    ('name', models.CharField(max_length=80, verbose_name='nazwa')),
                    ('position', models.PositiveSmallIntegerField(default=1, verbose_name='kolejność')),
                    ('is_active', models.BooleanField(default=True, verbose_name='wysyła')),
                    ('plan', models.JSONField(default=dict, verbose_name='jak z nim rozmawiać')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ProviderState',
                fields=[
                    ('carrier', models.CharField(max_length=60, primary_key=True, serialize=False, verbose_name='przewoźnik')),
                    ('failing_since', models.DateTimeField(blank=True, null=True, verbose_name='nie działa od')),
                    ('failures', models.PositiveIntegerField(default=0, verbose_name='niepowodzenia z rzędu')),
                    ('resting_until', models.DateTimeField(blank=True, null=True, verbose_name='odpoczywa do')),
                    ('last_error', models.CharField(blank=True, max_length=500, verbose_name='ostatni błąd')),
                    ('last_sent_at', models.DateTimeField(blank=True, null=True, verbose_name='ostatnie wysłanie')),
                ],
                options={
                    'verbose_name': 'stan przewoźnika',
                    'verbose_name_plural': 'stany przewoźników',
                },
            ),
            migrations.CreateModel(
                name='ShortLink',
                fields=[
                    ('token', models.CharField(max_length=20, primary_key=True, serialize=False, verbose_name='znaki')),
                    ('path', models.CharField(max_length=500, verbose_name='dokąd')),
                    ('created_at', models.DateTimeField(verbose_name='utworzony')),
                    ('expires_at', models.DateTimeField(db_index=True, verbose_name='ważny do')),
                    ('first_opened_at', models.DateTimeField(blank=True, null=True, verbose_name='pierwsze otwarcie')),
                ],
                options={
                    'verbose_name': 'krótki odnośnik',
                    'verbose_name_plural': 'krótkie odnośniki',
                },
            ),
            migrations.CreateModel(
                name='StoredFile',
                fields=[
                    ('sha256', models.CharField(max_length=64, primary_key=True, serialize=False)),
                    ('content', models.BinaryField()),
                    ('size', models.PositiveIntegerField(verbose_name='rozmiar')),
                ],
                options={
                    'verbose_name': 'plik',
                    'verbose_name_plural': 'pliki',
                },
            ),
        ]),
        migrations.RunSQL('CREATE SEQUENCE correspondence_turn', 'DROP SEQUENCE correspondence_turn'),
        AtOnce([
            pgtrigger.migrations.RemoveTrigger(
                model_name='message',
                name='insert_insert',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='message',
                name='update_update',
            ),
            pgtrigger.migrations.RemoveTrigger(
                model_name='message',
                name='delete_delete',
            ),
            migrations.RemoveConstraint(
                model_name='message',
                name='correspondence_sent_has_time',
            ),
            migrations.RemoveIndex(
                model_name='message',
                name='correspondence_failed',
            ),
            migrations.RemoveField(
                model_name='messageevent',
                name='claimed_until',
            ),
            migrations.AddField(
                model_name='message',
                name='campaign_id',
                field=models.UUIDField(blank=True, db_index=True, null=True, verbose_name='kampania'),
            ),
            migrations.AddField(
                model_name='message',
                name='handed_at',
                field=models.DateTimeField(blank=True, editable=False, null=True, verbose_name='oddawana od'),
            ),
            migrations.AddField(
                model_name='message',
                name='in_reply_to',
                field=models.CharField(blank=True, max_length=500, verbose_name='odpowiedź na'),
            ),
            migrations.AddField(
                model_name='message',
                name='is_held',
                field=models.BooleanField(default=False, editable=False, verbose_name='przejęta, czeka na wyjście'),
            ),
            migrations.AddField(
                model_name='message',
                name='is_uncertain',
                field=models.BooleanField(default=False, editable=False, verbose_name='nie wiadomo, czy wyszła'),
            ),
            migrations.AddField(
                model_name='message',
                name='lane',
                field=models.CharField(default='', editable=False, max_length=300),
            ),
            migrations.AddField(
                model_name='message',
                name='language',
                field=models.CharField(default='pl', max_length=8, verbose_name='język'),
            ),
            migrations.AddField(
                model_name='message',
                name='legal_basis',
                field=models.CharField(blank=True, max_length=200, verbose_name='podstawa prawna'),
            ),
            migrations.AddField(
                model_name='message',
                name='not_before',
                field=models.DateTimeField(blank=True, null=True, verbose_name='nie wcześniej niż'),
            ),
            migrations.AddField(
                model_name='message',
                name='provider',
                field=models.CharField(blank=True, max_length=40, verbose_name='dostawca'),
            ),
            migrations.AddField(
                model_name='message',
                name='purpose',
                field=models.CharField(blank=True, max_length=40, verbose_name='cel'),
            ),
            migrations.AddField(
                model_name='message',
                name='question_id',
                field=models.BigIntegerField(blank=True, null=True, verbose_name='pytanie'),
            ),
            migrations.AddField(
                model_name='message',
                name='ref',
                field=models.CharField(blank=True, max_length=200, verbose_name='numer u dostawcy'),
            ),
            migrations.AddField(
                model_name='message',
                name='resident_id',
                field=models.UUIDField(blank=True, db_index=True, null=True, verbose_name='mieszkaniec'),
            ),
            migrations.AddField(
                model_name='message',
                name='segments',
                field=models.PositiveSmallIntegerField(default=0, verbose_name='części SMS'),
            ),
            migrations.AddField(
                model_name='message',
                name='set_aside_at',
                field=models.DateTimeField(blank=True, null=True, verbose_name='odłożona o'),
            ),
            migrations.AddField(
                model_name='message',
                name='settled_at',
                field=models.DateTimeField(blank=True, null=True, verbose_name='stan od'),
            ),
            migrations.AddField(
                model_name='message',
                name='template',
                field=models.CharField(blank=True, max_length=80, verbose_name='szablon'),
            ),
            migrations.AddField(
                model_name='message',
                name='template_edition',
                field=models.PositiveIntegerField(blank=True, null=True, verbose_name='wydanie szablonu'),
            ),
            migrations.AddField(
                model_name='message',
                name='turn',
                field=models.BigIntegerField(db_default=models.Func(models.Value('correspondence_turn'), function='nextval'), editable=False),
            ),
            migrations.AddField(
                model_name='messageevent',
                name='campaign_id',
                field=models.UUIDField(blank=True, null=True, verbose_name='kampania'),
            ),
            migrations.AddField(
                model_name='messageevent',
                name='in_reply_to',
                field=models.CharField(blank=True, max_length=500, verbose_name='odpowiedź na'),
            ),
            migrations.AddField(
                model_name='messageevent',
                name='is_held',
                field=models.BooleanField(default=False, editable=False, verbose_name='przejęta, czeka na wyjście'),
            ),
            migrations.AddField(
                model_name='messageevent',
                name='is_uncertain',
                field=models.BooleanField(default=False, editable=False, verbose_name='nie wiadomo, czy wyszła'),
            ),
            migrations.AddField(
                model_name='messageevent',
                name='language',
                field=models.CharField(default='pl', max_length=8, verbose_name='język'),
            ),
            migrations.AddField(
                model_name='messageevent',
                name='legal_basis',
                field=models.CharField(blank=True, max_length=200, verbose_name='podstawa prawna'),
            ),
            migrations.AddField(
                model_name='messageevent',
                name='not_before',
                field=models.DateTimeField(blank=True, null=True, verbose_name='nie wcześniej niż'),
            ),
            migrations.AddField(
                model_name='messageevent',
                name='provider',
                field=models.CharField(blank=True, max_length=40, verbose_name='dostawca'),
            ),
            migrations.AddField(
                model_name='messageevent',
                name='purpose',
                field=models.CharField(blank=True, max_length=40, verbose_name='cel'),
            ),
            migrations.AddField(
                model_name='messageevent',
                name='question_id',
                field=models.BigIntegerField(blank=True, null=True, verbose_name='pytanie'),
            ),
            migrations.AddField(
                model_name='messageevent',
                name='ref',
                field=models.CharField(blank=True, max_length=200, verbose_name='numer u dostawcy'),
            ),
            migrations.AddField(
                model_name='messageevent',
                name='resident_id',
                field=models.UUIDField(blank=True, null=True, verbose_name='mieszkaniec'),
            ),
            migrations.AddField(
                model_name='messageevent',
                name='segments',
                field=models.PositiveSmallIntegerField(default=0, verbose_name='części SMS'),
            ),
            migrations.AddField(
                model_name='messageevent',
                name='set_aside_at',
                field=models.DateTimeField(blank=True, null=True, verbose_name='odłożona o'),
            ),
            migrations.AddField(
                model_name='messageevent',
                name='settled_at',
                field=models.DateTimeField(blank=True, null=True, verbose_name='stan od'),
            ),
            migrations.AddField(
                model_name='messageevent',
                name='template',
                field=models.CharField(blank=True, max_length=80, verbose_name='szablon'),
            ),
            migrations.AddField(
                model_name='messageevent',
                name='template_edition',
                field=models.PositiveIntegerField(blank=True, null=True, verbose_name='wydanie szablonu'),
            ),
            migrations.AlterField(
                model_name='message',
                name='channel',
                field=models.CharField(choices=[('email', 'e-mail'), ('sms', 'SMS'), ('letter', 'list'), ('edelivery', 'e-Doręczenia'), ('pickup', 'odbiór na miejscu')], default='email', max_length=10, verbose_name='kanał'),
            ),
            migrations.AlterField(
                model_name='message',
                name='status',
                field=models.CharField(choices=[('queued', 'czeka na wysłanie'), ('sent', 'wysłana'), ('delivered', 'dostarczona'), ('read', 'otwarta'), ('bounced', 'odrzucona'), ('returned', 'wróciła'), ('failed', 'nie wysłana'), ('cancelled', 'odwołana')], default='queued', max_length=10, verbose_name='stan'),
            ),
            migrations.AlterField(
                model_name='message',
                name='to',
                field=models.TextField(verbose_name='do'),
            ),
            migrations.AlterField(
                model_name='messageevent',
                name='channel',
                field=models.CharField(choices=[('email', 'e-mail'), ('sms', 'SMS'), ('letter', 'list'), ('edelivery', 'e-Doręczenia'), ('pickup', 'odbiór na miejscu')], default='email', max_length=10, verbose_name='kanał'),
            ),
            migrations.AlterField(
                model_name='messageevent',
                name='status',
                field=models.CharField(choices=[('queued', 'czeka na wysłanie'), ('sent', 'wysłana'), ('delivered', 'dostarczona'), ('read', 'otwarta'), ('bounced', 'odrzucona'), ('returned', 'wróciła'), ('failed', 'nie wysłana'), ('cancelled', 'odwołana')], default='queued', max_length=10, verbose_name='stan'),
            ),
            migrations.AlterField(
                model_name='messageevent',
                name='to',
                field=models.TextField(verbose_name='do'),
            ),
        ]),
        migrations.RunSQL(
            "UPDATE correspondence_message SET lane = channel || ':' || lower(\"to\")", migrations.RunSQL.noop
        ),
        AtOnce([
            migrations.AddIndex(
                model_name='message',
                index=models.Index(condition=models.Q(('status', 'queued')), fields=['lane', 'turn'], name='correspondence_lane'),
            ),
            migrations.AddIndex(
                model_name='message',
                index=models.Index(condition=models.Q(('set_aside_at__isnull', True), ('status__in', ['failed', 'bounced', 'returned'])), fields=['-created_at'], name='correspondence_troubled'),
            ),
            migrations.AddIndex(
                model_name='message',
                index=models.Index(condition=models.Q(('ref', ''), _negated=True), fields=['provider', 'ref'], name='correspondence_ref'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='message',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "correspondence_messageevent" ("attempts", "campaign_id", "channel", "conversation_id", "created_at", "error", "id", "in_reply_to", "is_held", "is_uncertain", "key", "language", "legal_basis", "matter_id", "next_attempt_at", "not_before", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider", "purpose", "question_id", "ref", "resident_id", "segments", "sent_at", "set_aside_at", "settled_at", "status", "subject", "template", "template_edition", "text", "to") VALUES (NEW."attempts", NEW."campaign_id", NEW."channel", NEW."conversation_id", NEW."created_at", NEW."error", NEW."id", NEW."in_reply_to", NEW."is_held", NEW."is_uncertain", NEW."key", NEW."language", NEW."legal_basis", NEW."matter_id", NEW."next_attempt_at", NEW."not_before", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."provider", NEW."purpose", NEW."question_id", NEW."ref", NEW."resident_id", NEW."segments", NEW."sent_at", NEW."set_aside_at", NEW."settled_at", NEW."status", NEW."subject", NEW."template", NEW."template_edition", NEW."text", NEW."to"); RETURN NULL;', hash='efeb07bf7b78d1b2702b64f4bd0cc7e28dcd38ea', operation='INSERT', pgid='pgtrigger_insert_insert_99f22', table='correspondence_message', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='message',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."error" IS DISTINCT FROM (NEW."error") OR OLD."is_held" IS DISTINCT FROM (NEW."is_held") OR OLD."is_uncertain" IS DISTINCT FROM (NEW."is_uncertain") OR OLD."provider" IS DISTINCT FROM (NEW."provider") OR OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."set_aside_at" IS DISTINCT FROM (NEW."set_aside_at") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."to" IS DISTINCT FROM (NEW."to"))', func='INSERT INTO "correspondence_messageevent" ("attempts", "campaign_id", "channel", "conversation_id", "created_at", "error", "id", "in_reply_to", "is_held", "is_uncertain", "key", "language", "legal_basis", "matter_id", "next_attempt_at", "not_before", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider", "purpose", "question_id", "ref", "resident_id", "segments", "sent_at", "set_aside_at", "settled_at", "status", "subject", "template", "template_edition", "text", "to") VALUES (NEW."attempts", NEW."campaign_id", NEW."channel", NEW."conversation_id", NEW."created_at", NEW."error", NEW."id", NEW."in_reply_to", NEW."is_held", NEW."is_uncertain", NEW."key", NEW."language", NEW."legal_basis", NEW."matter_id", NEW."next_attempt_at", NEW."not_before", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."provider", NEW."purpose", NEW."question_id", NEW."ref", NEW."resident_id", NEW."segments", NEW."sent_at", NEW."set_aside_at", NEW."settled_at", NEW."status", NEW."subject", NEW."template", NEW."template_edition", NEW."text", NEW."to"); RETURN NULL;', hash='078c318719654ace752c9d2c88c141ce8d92c3a2', operation='UPDATE', pgid='pgtrigger_update_update_febe2', table='correspondence_message', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='message',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "correspondence_messageevent" ("attempts", "campaign_id", "channel", "conversation_id", "created_at", "error", "id", "in_reply_to", "is_held", "is_uncertain", "key", "language", "legal_basis", "matter_id", "next_attempt_at", "not_before", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider", "purpose", "question_id", "ref", "resident_id", "segments", "sent_at", "set_aside_at", "settled_at", "status", "subject", "template", "template_edition", "text", "to") VALUES (OLD."attempts", OLD."campaign_id", OLD."channel", OLD."conversation_id", OLD."created_at", OLD."error", OLD."id", OLD."in_reply_to", OLD."is_held", OLD."is_uncertain", OLD."key", OLD."language", OLD."legal_basis", OLD."matter_id", OLD."next_attempt_at", OLD."not_before", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."provider", OLD."purpose", OLD."question_id", OLD."ref", OLD."resident_id", OLD."segments", OLD."sent_at", OLD."set_aside_at", OLD."settled_at", OLD."status", OLD."subject", OLD."template", OLD."template_edition", OLD."text", OLD."to"); RETURN NULL;', hash='4a061748818942ee87fdebe690cf2cd6260aff8e', operation='DELETE', pgid='pgtrigger_delete_delete_6cda1', table='correspondence_message', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='message',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('sent_at__isnull', True), ('status', 'queued')), models.Q(('sent_at__isnull', False), ('status__in', ('sent', 'delivered', 'read', 'bounced', 'returned'))), ('status__in', ('failed', 'cancelled')), _connector='OR'), name='correspondence_sent_has_time'),
            ),
            migrations.AddField(
                model_name='deliveryevent',
                name='message',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='correspondence.message'),
            ),
            migrations.AddField(
                model_name='enclosure',
                name='message',
                field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='enclosures', to='correspondence.message'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='provider',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "correspondence_providerevent" ("code", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "position") VALUES (NEW."code", NEW."is_active", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."code", NEW."plan", NEW."position"); RETURN NULL;', hash='0240b319176727eea008e9cb080bd8cc030f8773', operation='INSERT', pgid='pgtrigger_insert_insert_a2510', table='correspondence_provider', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='provider',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."plan" IS DISTINCT FROM (NEW."plan") OR OLD."position" IS DISTINCT FROM (NEW."position"))', func='INSERT INTO "correspondence_providerevent" ("code", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "position") VALUES (NEW."code", NEW."is_active", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."code", NEW."plan", NEW."position"); RETURN NULL;', hash='3652596ce92891a3c4c047751f1b7bb50a4699da', operation='UPDATE', pgid='pgtrigger_update_update_cc0dd', table='correspondence_provider', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='provider',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "correspondence_providerevent" ("code", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "position") VALUES (OLD."code", OLD."is_active", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."code", OLD."plan", OLD."position"); RETURN NULL;', hash='b05dcd434ced18bc97caf91c953768d4901b701c', operation='DELETE', pgid='pgtrigger_delete_delete_0582a', table='correspondence_provider', when='AFTER')),
            ),
            migrations.AddField(
                model_name='providerevent',
                name='pgh_context',
                field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
            ),
            migrations.AddField(
                model_name='providerevent',
                name='pgh_obj',
                field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='correspondence.provider'),
            ),
            migrations.AddField(
                model_name='shortlink',
                name='message',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='links', to='correspondence.message'),
            ),
            migrations.AddField(
                model_name='enclosure',
                name='file',
                field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='correspondence.storedfile'),
            ),
            migrations.AddConstraint(
                model_name='deliveryevent',
                constraint=models.UniqueConstraint(fields=('message', 'event_key'), name='correspondence_delivery_once'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='deliveryevent',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='16b8e4630e8a1cb9ad7455ce7dcbdf2a1d284739', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_39e22', table='correspondence_deliveryevent', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='enclosure',
                constraint=models.UniqueConstraint(fields=('message', 'position'), name='correspondence_enclosure_place'),
            ),
        ]),
    ]
