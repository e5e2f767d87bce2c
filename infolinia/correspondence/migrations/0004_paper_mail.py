"""Paper mail and its print runs, shipments of e-Doręczenia and their evidences."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('correspondence', '0003_messages_by_every_channel'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Evidence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('remote_id', models.CharField(max_length=180, unique=True, verbose_name='dowód u operatora')),
                ('kind', models.CharField(max_length=8, verbose_name='rodzaj')),
                ('event_at', models.DateTimeField(blank=True, null=True, verbose_name='czas zdarzenia')),
                ('fetched_at', models.DateTimeField(verbose_name='pobrany')),
                ('content', models.BinaryField()),
                ('sha256', models.CharField(max_length=64, verbose_name='suma kontrolna')),
            ],
            options={
                'verbose_name': 'dowód e-Doręczeń',
                'verbose_name_plural': 'dowody e-Doręczeń',
                'ordering': ['event_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='PaperMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('letter', 'list'), ('pickup', 'do odbioru w urzędzie')], max_length=6, verbose_name='rodzaj')),
                ('service', models.CharField(choices=[('ordinary', 'zwykły'), ('registered', 'polecony'), ('confirmed', 'polecony za potwierdzeniem odbioru')], default='ordinary', max_length=10, verbose_name='przesyłka')),
                ('state', models.CharField(choices=[('waiting', 'czeka na wydruk'), ('printed', 'wydrukowany'), ('posted', 'nadany na poczcie'), ('ready', 'czeka na odbiór'), ('delivered', 'doręczony'), ('returned', 'zwrócony'), ('uncollected', 'nieodebrany'), ('withdrawn', 'wycofany')], default='waiting', max_length=11, verbose_name='stan')),
                ('recipient', models.CharField(max_length=200, verbose_name='adresat')),
                ('address', models.TextField(blank=True, max_length=600, verbose_name='adres')),
                ('place', models.CharField(blank=True, max_length=200, verbose_name='gdzie do odbioru')),
                ('reference', models.CharField(blank=True, max_length=60, verbose_name='znak')),
                ('language', models.CharField(default='pl', max_length=2, verbose_name='język')),
                ('is_large', models.BooleanField(default=False, verbose_name='duży druk')),
                ('content', models.BinaryField()),
                ('pages', models.PositiveIntegerField(verbose_name='strony')),
                ('created_at', models.DateTimeField(verbose_name='przygotowany')),
                ('place_in_run', models.PositiveIntegerField(blank=True, null=True, verbose_name='pozycja w wydruku')),
                ('tracking', models.CharField(blank=True, max_length=40, verbose_name='numer nadawczy')),
                ('posted_at', models.DateTimeField(blank=True, null=True, verbose_name='nadany')),
                ('settled_on', models.DateField(blank=True, null=True, verbose_name='doręczony albo zwrócony dnia')),
                ('reason', models.CharField(blank=True, choices=[('not_collected', 'nie podjęto w terminie'), ('refused', 'odmowa przyjęcia'), ('unknown', 'adresat nieznany'), ('moved', 'adresat wyprowadził się'), ('bad_address', 'adres niepełny albo błędny'), ('died', 'adresat zmarł'), ('other', 'inna przyczyna')], max_length=13, verbose_name='przyczyna zwrotu')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='uwagi')),
            ],
            options={
                'verbose_name': 'przesyłka papierowa',
                'verbose_name_plural': 'przesyłki papierowe',
                'ordering': ['created_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='PrintRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(db_index=True, verbose_name='dzień')),
                ('created_at', models.DateTimeField(verbose_name='przygotowano')),
            ],
            options={
                'verbose_name': 'wydruk dnia',
                'verbose_name_plural': 'wydruki dnia',
                'ordering': ['-created_at'],
            },
        ),
        migrations.CreateModel(
            name='Shipment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=40, verbose_name='adres do doręczeń')),
                ('draft_id', models.CharField(blank=True, max_length=180, verbose_name='szkic')),
                ('is_complete', models.BooleanField(default=False, verbose_name='szkic ma wszystkie załączniki')),
                ('send_asked_at', models.DateTimeField(blank=True, null=True, verbose_name='zlecono wysłanie')),
                ('task_id', models.CharField(blank=True, max_length=180, verbose_name='zadanie operatora')),
                ('remote_id', models.CharField(blank=True, max_length=180, verbose_name='wiadomość u operatora')),
                ('status', models.CharField(blank=True, max_length=40, verbose_name='stan u operatora')),
                ('status_text', models.CharField(blank=True, max_length=500, verbose_name='powód')),
                ('created_at', models.DateTimeField(verbose_name='utworzona')),
                ('look_at', models.DateTimeField(blank=True, null=True, verbose_name='następne sprawdzenie')),
                ('failures', models.PositiveSmallIntegerField(default=0, verbose_name='nieudane sprawdzenia')),
                ('settled_at', models.DateTimeField(blank=True, null=True, verbose_name='zakończona')),
            ],
            options={
                'verbose_name': 'przesyłka e-Doręczeń',
                'verbose_name_plural': 'przesyłki e-Doręczeń',
                'ordering': ['-created_at'],
            },
        ),
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
        migrations.AddField(
            model_name='message',
            name='is_large',
            field=models.BooleanField(default=False, verbose_name='duży druk'),
        ),
        migrations.AddField(
            model_name='messageevent',
            name='is_large',
            field=models.BooleanField(default=False, verbose_name='duży druk'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='message',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "correspondence_messageevent" ("attempts", "campaign_id", "channel", "conversation_id", "created_at", "error", "id", "in_reply_to", "is_held", "is_large", "is_uncertain", "key", "language", "legal_basis", "matter_id", "next_attempt_at", "not_before", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider", "purpose", "question_id", "ref", "resident_id", "segments", "sent_at", "set_aside_at", "settled_at", "status", "subject", "template", "template_edition", "text", "to") VALUES (NEW."attempts", NEW."campaign_id", NEW."channel", NEW."conversation_id", NEW."created_at", NEW."error", NEW."id", NEW."in_reply_to", NEW."is_held", NEW."is_large", NEW."is_uncertain", NEW."key", NEW."language", NEW."legal_basis", NEW."matter_id", NEW."next_attempt_at", NEW."not_before", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."provider", NEW."purpose", NEW."question_id", NEW."ref", NEW."resident_id", NEW."segments", NEW."sent_at", NEW."set_aside_at", NEW."settled_at", NEW."status", NEW."subject", NEW."template", NEW."template_edition", NEW."text", NEW."to"); RETURN NULL;', hash='8b8a77cd0990d9b0ae74b5614c42bf73c4ff6aa9', operation='INSERT', pgid='pgtrigger_insert_insert_99f22', table='correspondence_message', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='message',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."error" IS DISTINCT FROM (NEW."error") OR OLD."is_held" IS DISTINCT FROM (NEW."is_held") OR OLD."is_uncertain" IS DISTINCT FROM (NEW."is_uncertain") OR OLD."provider" IS DISTINCT FROM (NEW."provider") OR OLD."ref" IS DISTINCT FROM (NEW."ref") OR OLD."set_aside_at" IS DISTINCT FROM (NEW."set_aside_at") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."text" IS DISTINCT FROM (NEW."text") OR OLD."to" IS DISTINCT FROM (NEW."to"))', func='INSERT INTO "correspondence_messageevent" ("attempts", "campaign_id", "channel", "conversation_id", "created_at", "error", "id", "in_reply_to", "is_held", "is_large", "is_uncertain", "key", "language", "legal_basis", "matter_id", "next_attempt_at", "not_before", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider", "purpose", "question_id", "ref", "resident_id", "segments", "sent_at", "set_aside_at", "settled_at", "status", "subject", "template", "template_edition", "text", "to") VALUES (NEW."attempts", NEW."campaign_id", NEW."channel", NEW."conversation_id", NEW."created_at", NEW."error", NEW."id", NEW."in_reply_to", NEW."is_held", NEW."is_large", NEW."is_uncertain", NEW."key", NEW."language", NEW."legal_basis", NEW."matter_id", NEW."next_attempt_at", NEW."not_before", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."provider", NEW."purpose", NEW."question_id", NEW."ref", NEW."resident_id", NEW."segments", NEW."sent_at", NEW."set_aside_at", NEW."settled_at", NEW."status", NEW."subject", NEW."template", NEW."template_edition", NEW."text", NEW."to"); RETURN NULL;', hash='52cfafca547b541d7bc82eb352784c8446dbdc47', operation='UPDATE', pgid='pgtrigger_update_update_febe2', table='correspondence_message', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='message',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "correspondence_messageevent" ("attempts", "campaign_id", "channel", "conversation_id", "created_at", "error", "id", "in_reply_to", "is_held", "is_large", "is_uncertain", "key", "language", "legal_basis", "matter_id", "next_attempt_at", "not_before", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "provider", "purpose", "question_id", "ref", "resident_id", "segments", "sent_at", "set_aside_at", "settled_at", "status", "subject", "template", "template_edition", "text", "to") VALUES (OLD."attempts", OLD."campaign_id", OLD."channel", OLD."conversation_id", OLD."created_at", OLD."error", OLD."id", OLD."in_reply_to", OLD."is_held", OLD."is_large", OLD."is_uncertain", OLD."key", OLD."language", OLD."legal_basis", OLD."matter_id", OLD."next_attempt_at", OLD."not_before", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."provider", OLD."purpose", OLD."question_id", OLD."ref", OLD."resident_id", OLD."segments", OLD."sent_at", OLD."set_aside_at", OLD."settled_at", OLD."status", OLD."subject", OLD."template", OLD."template_edition", OLD."text", OLD."to"); RETURN NULL;', hash='a0d933fb743c2a696fa1278cab7c81776379fed6', operation='DELETE', pgid='pgtrigger_delete_delete_6cda1', table='correspondence_message', when='AFTER')),
        ),
        migrations.AddField(
            model_name='papermail',
            name='message',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='paper', to='correspondence.message', verbose_name='wiadomość'),
        ),
        migrations.AddField(
            model_name='printrun',
            name='by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kto'),
        ),
        migrations.AddField(
            model_name='papermail',
            name='run',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='correspondence.printrun', verbose_name='wydruk dnia'),
        ),
        migrations.AddField(
            model_name='shipment',
            name='message',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='shipment', to='correspondence.message', verbose_name='wiadomość'),
        ),
        migrations.AddField(
            model_name='evidence',
            name='shipment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='evidences', to='correspondence.shipment', verbose_name='przesyłka'),
        ),
        migrations.AddIndex(
            model_name='papermail',
            index=models.Index(fields=['state', 'created_at'], name='correspondence_paper_state'),
        ),
        migrations.AddConstraint(
            model_name='papermail',
            constraint=models.UniqueConstraint(fields=('run', 'place_in_run'), name='correspondence_one_place_in_run'),
        ),
        migrations.AddConstraint(
            model_name='papermail',
            constraint=models.UniqueConstraint(condition=models.Q(('tracking', ''), _negated=True), fields=('tracking',), name='correspondence_tracking_number_once'),
        ),
        migrations.AddConstraint(
            model_name='papermail',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'withdrawn']), ('run__isnull', False), _connector='OR'), name='correspondence_printed_in_a_run'),
        ),
        migrations.AddConstraint(
            model_name='papermail',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'returned'), _negated=True), models.Q(('settled_on__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='correspondence_return_has_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='papermail',
            constraint=models.CheckConstraint(condition=models.Q(('posted_at__isnull', True), ('posted_at__gte', models.F('created_at')), _connector='OR'), name='correspondence_posted_after_prepared'),
        ),
        migrations.AddIndex(
            model_name='shipment',
            index=models.Index(condition=models.Q(('settled_at__isnull', True)), fields=['look_at'], name='correspondence_to_look_at'),
        ),
        migrations.AddConstraint(
            model_name='shipment',
            constraint=models.UniqueConstraint(condition=models.Q(('remote_id', ''), _negated=True), fields=('remote_id',), name='correspondence_one_shipment_for_each_remote'),
        ),
    ]
