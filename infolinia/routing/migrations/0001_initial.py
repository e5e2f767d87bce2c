"""Queues and skills, what people do now, offers, supervision, pauses and the work after a call."""

import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from infolinia.core.migrating import AtOnce


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('city', '0003_staff_subjects'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='Listening',
                fields=[
                    ('supervisor', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL, verbose_name='kierownik')),
                    ('conversation_id', models.UUIDField(db_index=True, verbose_name='rozmowa')),
                    ('mode', models.CharField(choices=[('listen', 'słucha'), ('whisper', 'podpowiada'), ('join', 'dołączył do rozmowy')], max_length=7, verbose_name='sposób')),
                    ('since', models.DateTimeField(verbose_name='od')),
                ],
                options={
                    'verbose_name': 'słuchanie rozmowy',
                    'verbose_name_plural': 'słuchanie rozmów',
                },
            ),
            migrations.CreateModel(
                name='Offer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(editable=False, max_length=140, unique=True)),
                    ('conversation_id', models.UUIDField(db_index=True, verbose_name='rozmowa')),
                    ('medium', models.CharField(choices=[('voice', 'głosem'), ('text', 'tekstem')], default='voice', max_length=5, verbose_name='głosem czy tekstem')),
                    ('offered_at', models.DateTimeField(verbose_name='od')),
                    ('expires_at', models.DateTimeField(verbose_name='najdłużej do')),
                    ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='do')),
                    ('result', models.CharField(blank=True, choices=[('answered', 'odebrana'), ('no_answer', 'nieodebrana'), ('rejected', 'odrzucona'), ('phone_gone', 'telefon się rozłączył'), ('phone_failed', 'telefon nie odpowiedział'), ('caller_left', 'dzwoniący się rozłączył'), ('withdrawn', 'wycofana')], max_length=12, verbose_name='wynik')),
                    ('adviser', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to=settings.AUTH_USER_MODEL, verbose_name='doradca')),
                ],
                options={
                    'verbose_name': 'dzwonek u doradcy',
                    'verbose_name_plural': 'dzwonki u doradców',
                },
            ),
            migrations.CreateModel(
                name='PauseReason',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=40, unique=True, verbose_name='kod')),
                    ('name', models.CharField(max_length=80, verbose_name='nazwa')),
                    ('kind', models.CharField(choices=[('other', 'inna'), ('screen', 'przerwa od ekranu'), ('meal', 'przerwa w pracy'), ('disability', 'dodatkowa przerwa osoby z niepełnosprawnością'), ('duty', 'praca bez telefonu')], default='other', help_text='Według rodzaju liczymy przerwy, które należą się z prawa.', max_length=10, verbose_name='rodzaj')),
                    ('position', models.PositiveSmallIntegerField(default=0, verbose_name='kolejność na liście')),
                    ('is_offered', models.BooleanField(default=True, verbose_name='można wybrać')),
                ],
                options={
                    'verbose_name': 'powód przerwy',
                    'verbose_name_plural': 'powody przerw',
                    'ordering': ['position', 'code'],
                },
            ),
            migrations.CreateModel(
                name='PauseReasonEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('code', models.SlugField(db_index=False, max_length=40, verbose_name='kod')),
                    ('name', models.CharField(max_length=80, verbose_name='nazwa')),
                    ('kind', models.CharField(choices=[('other', 'inna'), ('screen', 'przerwa od ekranu'), ('meal', 'przerwa w pracy'), ('disability', 'dodatkowa przerwa osoby z niepełnosprawnością'), ('duty', 'praca bez telefonu')], default='other', help_text='Według rodzaju liczymy przerwy, które należą się z prawa.', max_length=10, verbose_name='rodzaj')),
                    ('position', models.PositiveSmallIntegerField(default=0, verbose_name='kolejność na liście')),
                    ('is_offered', models.BooleanField(default=True, verbose_name='można wybrać')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='routing.pausereason')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Precedence',
                fields=[
                    ('conversation_id', models.UUIDField(primary_key=True, serialize=False)),
                    ('minutes', models.PositiveSmallIntegerField(default=0, verbose_name='fory (minuty)')),
                    ('until', models.DateTimeField(null=True, verbose_name='najdłużej do')),
                    ('at', models.DateTimeField(verbose_name='kiedy')),
                    ('staff', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='do kogo')),
                ],
                options={
                    'verbose_name': 'pierwszeństwo',
                    'verbose_name_plural': 'pierwszeństwa',
                },
            ),
            migrations.CreateModel(
                name='Presence',
                fields=[
                    ('staff', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='presence', serialize=False, to=settings.AUTH_USER_MODEL, verbose_name='doradca')),
                    ('state', models.CharField(choices=[('offline', 'Poza stanowiskiem'), ('ready', 'Gotowy'), ('ringing', 'Dzwoni'), ('talking', 'W rozmowie'), ('after_call', 'Po rozmowie'), ('break', 'Przerwa')], default='offline', max_length=10, verbose_name='stan')),
                    ('since', models.DateTimeField(verbose_name='od')),
                    ('idle_since', models.DateTimeField(verbose_name='bez rozmowy od')),
                    ('reason', models.CharField(blank=True, max_length=80, verbose_name='powód')),
                    ('conversation_id', models.UUIDField(blank=True, null=True, verbose_name='rozmowa')),
                    ('on_hold', models.BooleanField(default=False, verbose_name='rozmówca czeka z muzyką')),
                    ('phone_ready', models.BooleanField(default=False, verbose_name='telefon połączony')),
                    ('until', models.DateTimeField(blank=True, null=True, verbose_name='najdłużej do')),
                ],
                options={
                    'verbose_name': 'obecność',
                    'verbose_name_plural': 'obecność',
                },
            ),
            migrations.CreateModel(
                name='PresenceEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('state', models.CharField(choices=[('offline', 'Poza stanowiskiem'), ('ready', 'Gotowy'), ('ringing', 'Dzwoni'), ('talking', 'W rozmowie'), ('after_call', 'Po rozmowie'), ('break', 'Przerwa')], default='offline', max_length=10, verbose_name='stan')),
                    ('since', models.DateTimeField(verbose_name='od')),
                    ('idle_since', models.DateTimeField(verbose_name='bez rozmowy od')),
                    ('reason', models.CharField(blank=True, max_length=80, verbose_name='powód')),
                    ('conversation_id', models.UUIDField(blank=True, null=True, verbose_name='rozmowa')),
                    ('on_hold', models.BooleanField(default=False, verbose_name='rozmówca czeka z muzyką')),
                    ('phone_ready', models.BooleanField(default=False, verbose_name='telefon połączony')),
                    ('until', models.DateTimeField(blank=True, null=True, verbose_name='najdłużej do')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='routing.presence')),
                    ('staff', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to=settings.AUTH_USER_MODEL, verbose_name='doradca')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Queue',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=40, unique=True, verbose_name='kod')),
                    ('name', models.CharField(max_length=80, verbose_name='nazwa')),
                    ('answer_within', models.PositiveSmallIntegerField(default=20, help_text='Do tego czasu mierzony jest poziom obsługi.', verbose_name='odebrać w ciągu (s)')),
                    ('position', models.PositiveSmallIntegerField(default=0, verbose_name='kolejność na liście')),
                    ('head_start', models.PositiveSmallIntegerField(default=0, help_text='Dzwoniący stoi tak, jakby zadzwonił o tyle minut wcześniej.', verbose_name='fory (minuty)')),
                    ('longest_line', models.PositiveSmallIntegerField(default=0, help_text='0: bez ograniczenia. Ponad to proponujemy oddzwonienie.', verbose_name='najwięcej czekających')),
                    ('overflow_after', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='pomoc innej kolejki po (s)')),
                    ('same_adviser_for', models.PositiveSmallIntegerField(default=0, help_text='Kto dzwoni drugi raz tego samego dnia, czeka tyle najwyżej na tę samą osobę. 0: wyłączone.', verbose_name='czekaj na tego samego doradcę (s)')),
                    ('spares_rare', models.BooleanField(default=False, help_text='Dzwoni u wolnej osoby, którą najłatwiej zastąpić. Inaczej: u najdłużej wolnej.', verbose_name='oszczędzaj rzadkie umiejętności')),
                    ('closed_since', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='zamknięta od')),
                    ('closed_why', models.CharField(blank=True, editable=False, max_length=160, verbose_name='dlaczego zamknięta')),
                    ('overflow_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='routing.queue', verbose_name='kolejka, która pomaga')),
                ],
                options={
                    'verbose_name': 'kolejka',
                    'verbose_name_plural': 'kolejki',
                    'ordering': ['position', 'code'],
                },
            ),
            migrations.CreateModel(
                name='QueueEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('code', models.SlugField(db_index=False, max_length=40, verbose_name='kod')),
                    ('name', models.CharField(max_length=80, verbose_name='nazwa')),
                    ('answer_within', models.PositiveSmallIntegerField(default=20, help_text='Do tego czasu mierzony jest poziom obsługi.', verbose_name='odebrać w ciągu (s)')),
                    ('position', models.PositiveSmallIntegerField(default=0, verbose_name='kolejność na liście')),
                    ('head_start', models.PositiveSmallIntegerField(default=0, help_text='Dzwoniący stoi tak, jakby zadzwonił o tyle minut wcześniej.', verbose_name='fory (minuty)')),
                    ('longest_line', models.PositiveSmallIntegerField(default=0, help_text='0: bez ograniczenia. Ponad to proponujemy oddzwonienie.', verbose_name='najwięcej czekających')),
                    ('overflow_after', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='pomoc innej kolejki po (s)')),
                    ('same_adviser_for', models.PositiveSmallIntegerField(default=0, help_text='Kto dzwoni drugi raz tego samego dnia, czeka tyle najwyżej na tę samą osobę. 0: wyłączone.', verbose_name='czekaj na tego samego doradcę (s)')),
                    ('spares_rare', models.BooleanField(default=False, help_text='Dzwoni u wolnej osoby, którą najłatwiej zastąpić. Inaczej: u najdłużej wolnej.', verbose_name='oszczędzaj rzadkie umiejętności')),
                    ('closed_since', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='zamknięta od')),
                    ('closed_why', models.CharField(blank=True, editable=False, max_length=160, verbose_name='dlaczego zamknięta')),
                    ('overflow_to', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='routing.queue', verbose_name='kolejka, która pomaga')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='routing.queue')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Skill',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.SlugField(max_length=40, unique=True, verbose_name='kod')),
                    ('name', models.CharField(max_length=80, verbose_name='nazwa')),
                ],
                options={
                    'verbose_name': 'umiejętność',
                    'verbose_name_plural': 'umiejętności',
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='QueueNeed',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('level', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='poziom (1–5)')),
                    ('relaxed_after', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='mniej wystarczy po (s)')),
                    ('relaxed_level', models.PositiveSmallIntegerField(default=0, help_text='0: umiejętność nie jest już potrzebna.', verbose_name='wtedy poziom')),
                    ('queue', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='routing.queue', verbose_name='kolejka')),
                    ('skill', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='routing.skill', verbose_name='umiejętność')),
                ],
                options={
                    'verbose_name': 'wymaganie kolejki',
                    'verbose_name_plural': 'wymagania kolejek',
                },
            ),
            migrations.CreateModel(
                name='QueueNeedEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('level', models.PositiveSmallIntegerField(default=1, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='poziom (1–5)')),
                    ('relaxed_after', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='mniej wystarczy po (s)')),
                    ('relaxed_level', models.PositiveSmallIntegerField(default=0, help_text='0: umiejętność nie jest już potrzebna.', verbose_name='wtedy poziom')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='routing.queueneed')),
                    ('queue', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='routing.queue', verbose_name='kolejka')),
                    ('skill', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='routing.skill', verbose_name='umiejętność')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='SkillEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('code', models.SlugField(db_index=False, max_length=40, verbose_name='kod')),
                    ('name', models.CharField(max_length=80, verbose_name='nazwa')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='routing.skill')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='StaffSkill',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('level', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='poziom (1–5)')),
                    ('skill', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='routing.skill', verbose_name='umiejętność')),
                    ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='skills', to=settings.AUTH_USER_MODEL, verbose_name='doradca')),
                ],
                options={
                    'verbose_name': 'umiejętność doradcy',
                    'verbose_name_plural': 'umiejętności doradców',
                },
            ),
            migrations.CreateModel(
                name='StaffSkillEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('level', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(5)], verbose_name='poziom (1–5)')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='routing.staffskill')),
                    ('skill', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='routing.skill', verbose_name='umiejętność')),
                    ('staff', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='doradca')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='SupervisorAct',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(db_index=True, verbose_name='kiedy')),
                    ('kind', models.CharField(choices=[('state', 'zmiana stanu doradcy'), ('moved', 'przeniesienie do innej kolejki'), ('prioritised', 'pierwszeństwo'), ('pulled', 'skierowanie do osoby'), ('closed', 'zamknięcie kolejki'), ('opened', 'otwarcie kolejki'), ('listened', 'słuchanie rozmowy'), ('whispered', 'podpowiadanie'), ('joined', 'dołączenie do rozmowy'), ('left', 'koniec słuchania'), ('rules', 'zmiana zasad kolejek')], max_length=12, verbose_name='co')),
                    ('conversation_id', models.UUIDField(null=True, verbose_name='rozmowa')),
                    ('queue_code', models.CharField(blank=True, max_length=40, verbose_name='kolejka')),
                    ('reason', models.CharField(blank=True, max_length=160, verbose_name='powód')),
                    ('details', models.JSONField(default=dict, verbose_name='szczegóły')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kto')),
                    ('staff', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='doradca')),
                ],
                options={
                    'verbose_name': 'działanie kierownika',
                    'verbose_name_plural': 'działania kierowników',
                },
            ),
            migrations.CreateModel(
                name='WorkSettings',
                fields=[
                    ('staff', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL, verbose_name='doradca')),
                    ('texts', models.PositiveSmallIntegerField(default=0, verbose_name='rozmów tekstowych naraz')),
                    ('texts_beside_call', models.PositiveSmallIntegerField(default=0, verbose_name='z tego w czasie rozmowy')),
                    ('after_call', models.CharField(choices=[('own', 'kończy sam doradca'), ('timed', 'kończy się po czasie'), ('off', 'bez czasu po rozmowie')], default='own', help_text='Doradca może ten czas zawsze skończyć, a kończący się sam: przedłużyć.', max_length=5, verbose_name='czas po rozmowie')),
                    ('after_call_seconds', models.PositiveSmallIntegerField(default=60, verbose_name='ile sekund')),
                ],
                options={
                    'verbose_name': 'ustawienia pracy',
                    'verbose_name_plural': 'ustawienia pracy',
                },
            ),
            migrations.CreateModel(
                name='WorkSettingsEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('texts', models.PositiveSmallIntegerField(default=0, verbose_name='rozmów tekstowych naraz')),
                    ('texts_beside_call', models.PositiveSmallIntegerField(default=0, verbose_name='z tego w czasie rozmowy')),
                    ('after_call', models.CharField(choices=[('own', 'kończy sam doradca'), ('timed', 'kończy się po czasie'), ('off', 'bez czasu po rozmowie')], default='own', help_text='Doradca może ten czas zawsze skończyć, a kończący się sam: przedłużyć.', max_length=5, verbose_name='czas po rozmowie')),
                    ('after_call_seconds', models.PositiveSmallIntegerField(default=60, verbose_name='ile sekund')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='routing.worksettings')),
                    ('staff', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', serialize=False, to=settings.AUTH_USER_MODEL, verbose_name='doradca')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='DeskMessage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField(db_index=True, verbose_name='kiedy')),
                    ('text', models.CharField(max_length=300, verbose_name='treść')),
                    ('audience', models.CharField(max_length=120, verbose_name='do kogo')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='od kogo')),
                ],
                options={
                    'verbose_name': 'wiadomość na stanowiska',
                    'verbose_name_plural': 'wiadomości na stanowiska',
                },
            ),
            migrations.CreateModel(
                name='DeskMessageCopy',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('read_at', models.DateTimeField(null=True, verbose_name='przeczytana')),
                    ('message', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='copies', to='routing.deskmessage', verbose_name='wiadomość')),
                    ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='doradca')),
                ],
                options={
                    'verbose_name': 'wiadomość na stanowisku',
                    'verbose_name_plural': 'wiadomości na stanowisku',
                },
            ),
            migrations.CreateModel(
                name='FloorSettings',
                fields=[
                    ('id', models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                    ('listening_is_shown', models.BooleanField(default=True, help_text='Doradca widzi na stanowisku, kto słucha, podpowiada albo dołączył. Dziennik zapisuje to zawsze.', verbose_name='pokaż doradcy, że kierownik słucha')),
                ],
                options={
                    'verbose_name': 'zasady nadzoru',
                    'verbose_name_plural': 'zasady nadzoru',
                    'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='routing_one_floor_settings')],
                },
            ),
            migrations.CreateModel(
                name='FloorSettingsEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.PositiveSmallIntegerField(default=1, editable=False, serialize=False)),
                    ('listening_is_shown', models.BooleanField(default=True, help_text='Doradca widzi na stanowisku, kto słucha, podpowiada albo dołączył. Dziennik zapisuje to zawsze.', verbose_name='pokaż doradcy, że kierownik słucha')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='routing.floorsettings')),
                ],
                options={
                    'abstract': False,
                },
            ),
        ]),
        AtOnce([
            pgtrigger.migrations.AddTrigger(
                model_name='floorsettings',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_floorsettingsevent" ("id", "listening_is_shown", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."listening_is_shown", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='e99db233d08346e8133b299ed296bea5f855e5c4', operation='INSERT', pgid='pgtrigger_insert_insert_ba603', table='routing_floorsettings', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='floorsettings',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "routing_floorsettingsevent" ("id", "listening_is_shown", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."id", NEW."listening_is_shown", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='313d10376142b5a1b667a65c200a305735183bf2', operation='UPDATE', pgid='pgtrigger_update_update_e9d2b', table='routing_floorsettings', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='floorsettings',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_floorsettingsevent" ("id", "listening_is_shown", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."id", OLD."listening_is_shown", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='10ba5c99b909a6bb97b361383c0c8c093c0df27a', operation='DELETE', pgid='pgtrigger_delete_delete_571fa', table='routing_floorsettings', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='pausereason',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_pausereasonevent" ("code", "id", "is_offered", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."code", NEW."id", NEW."is_offered", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position"); RETURN NULL;', hash='48b7c728df476adc6fd539fa6017f31f0c115376', operation='INSERT', pgid='pgtrigger_insert_insert_c05d0', table='routing_pausereason', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='pausereason',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "routing_pausereasonevent" ("code", "id", "is_offered", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (NEW."code", NEW."id", NEW."is_offered", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position"); RETURN NULL;', hash='7e81b55392b01487a6de331584ed3bb0425355ce', operation='UPDATE', pgid='pgtrigger_update_update_691bc', table='routing_pausereason', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='pausereason',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_pausereasonevent" ("code", "id", "is_offered", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position") VALUES (OLD."code", OLD."id", OLD."is_offered", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position"); RETURN NULL;', hash='9765638d62389adb92d24cac4c3ed1f176339acb', operation='DELETE', pgid='pgtrigger_delete_delete_ab739', table='routing_pausereason', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='presence',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_presenceevent" ("conversation_id", "idle_since", "on_hold", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_ready", "reason", "since", "staff_id", "state", "until") VALUES (NEW."conversation_id", NEW."idle_since", NEW."on_hold", _pgh_attach_context(), NOW(), \'insert\', NEW."staff_id", NEW."phone_ready", NEW."reason", NEW."since", NEW."staff_id", NEW."state", NEW."until"); RETURN NULL;', hash='f5b151c438142f97246ff778032ad0a2784d5fdb', operation='INSERT', pgid='pgtrigger_insert_insert_0c8e5', table='routing_presence', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='presence',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "routing_presenceevent" ("conversation_id", "idle_since", "on_hold", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_ready", "reason", "since", "staff_id", "state", "until") VALUES (NEW."conversation_id", NEW."idle_since", NEW."on_hold", _pgh_attach_context(), NOW(), \'update\', NEW."staff_id", NEW."phone_ready", NEW."reason", NEW."since", NEW."staff_id", NEW."state", NEW."until"); RETURN NULL;', hash='062865f68d59c4f08ca75fd469d70891c6922e71', operation='UPDATE', pgid='pgtrigger_update_update_4580b', table='routing_presence', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='presence',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_presenceevent" ("conversation_id", "idle_since", "on_hold", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone_ready", "reason", "since", "staff_id", "state", "until") VALUES (OLD."conversation_id", OLD."idle_since", OLD."on_hold", _pgh_attach_context(), NOW(), \'delete\', OLD."staff_id", OLD."phone_ready", OLD."reason", OLD."since", OLD."staff_id", OLD."state", OLD."until"); RETURN NULL;', hash='2a7b80367f69c99df8546f74ddbedad120dcb8ee', operation='DELETE', pgid='pgtrigger_delete_delete_8cd87', table='routing_presence', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='skill',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_skillevent" ("code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='d42dbbc7772d297749cf5e3f0307bd471f87dcac', operation='INSERT', pgid='pgtrigger_insert_insert_d700f', table='routing_skill', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='skill',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "routing_skillevent" ("code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."code", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='11cfe21f3a9367f1a2df6ade4286e503aac7bff9', operation='UPDATE', pgid='pgtrigger_update_update_51569', table='routing_skill', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='skill',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_skillevent" ("code", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."code", OLD."id", OLD."name", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='d91b1afde6706a2708fd434b7b9d443e25688978', operation='DELETE', pgid='pgtrigger_delete_delete_d3ca4', table='routing_skill', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='worksettings',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_worksettingsevent" ("after_call", "after_call_seconds", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "texts", "texts_beside_call") VALUES (NEW."after_call", NEW."after_call_seconds", _pgh_attach_context(), NOW(), \'insert\', NEW."staff_id", NEW."staff_id", NEW."texts", NEW."texts_beside_call"); RETURN NULL;', hash='6f6ce35bf5b566bcb3f1a7aac7474c000548b44e', operation='INSERT', pgid='pgtrigger_insert_insert_837bd', table='routing_worksettings', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='worksettings',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "routing_worksettingsevent" ("after_call", "after_call_seconds", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "texts", "texts_beside_call") VALUES (NEW."after_call", NEW."after_call_seconds", _pgh_attach_context(), NOW(), \'update\', NEW."staff_id", NEW."staff_id", NEW."texts", NEW."texts_beside_call"); RETURN NULL;', hash='82443da674e905b0b6f0e4ce48cb4646ba782882', operation='UPDATE', pgid='pgtrigger_update_update_d646e', table='routing_worksettings', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='worksettings',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_worksettingsevent" ("after_call", "after_call_seconds", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "staff_id", "texts", "texts_beside_call") VALUES (OLD."after_call", OLD."after_call_seconds", _pgh_attach_context(), NOW(), \'delete\', OLD."staff_id", OLD."staff_id", OLD."texts", OLD."texts_beside_call"); RETURN NULL;', hash='f5edfe7cd43eb3dcd4622ae733ee76b0b561d36b', operation='DELETE', pgid='pgtrigger_delete_delete_ff620', table='routing_worksettings', when='AFTER')),
            ),
            migrations.AddIndex(
                model_name='deskmessagecopy',
                index=models.Index(condition=models.Q(('read_at__isnull', True)), fields=['staff'], name='routing_message_unread'),
            ),
            migrations.AddConstraint(
                model_name='deskmessagecopy',
                constraint=models.UniqueConstraint(fields=('message', 'staff'), name='routing_message_once_a_desk'),
            ),
            migrations.AddConstraint(
                model_name='offer',
                constraint=models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('adviser',), name='routing_one_open_offer_per_adviser'),
            ),
            migrations.AddConstraint(
                model_name='offer',
                constraint=models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('conversation_id',), name='routing_one_open_offer_per_call'),
            ),
            migrations.AddConstraint(
                model_name='queue',
                constraint=models.CheckConstraint(condition=models.Q(('overflow_to__isnull', True), ('overflow_after__isnull', False), _connector='OR'), name='routing_overflow_has_a_time'),
            ),
            migrations.AddConstraint(
                model_name='queue',
                constraint=models.CheckConstraint(condition=models.Q(('overflow_to', models.F('id')), _negated=True), name='routing_no_overflow_into_itself'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='queue',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_queueevent" ("answer_within", "closed_since", "closed_why", "code", "head_start", "id", "longest_line", "name", "overflow_after", "overflow_to_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "same_adviser_for", "spares_rare") VALUES (NEW."answer_within", NEW."closed_since", NEW."closed_why", NEW."code", NEW."head_start", NEW."id", NEW."longest_line", NEW."name", NEW."overflow_after", NEW."overflow_to_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."position", NEW."same_adviser_for", NEW."spares_rare"); RETURN NULL;', hash='b79db711408f4575504086e3111daa3f4d49e583', operation='INSERT', pgid='pgtrigger_insert_insert_8da25', table='routing_queue', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='queue',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "routing_queueevent" ("answer_within", "closed_since", "closed_why", "code", "head_start", "id", "longest_line", "name", "overflow_after", "overflow_to_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "same_adviser_for", "spares_rare") VALUES (NEW."answer_within", NEW."closed_since", NEW."closed_why", NEW."code", NEW."head_start", NEW."id", NEW."longest_line", NEW."name", NEW."overflow_after", NEW."overflow_to_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."position", NEW."same_adviser_for", NEW."spares_rare"); RETURN NULL;', hash='0248296bb9daab63201276ee569faa0bed4892ed', operation='UPDATE', pgid='pgtrigger_update_update_49695', table='routing_queue', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='queue',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_queueevent" ("answer_within", "closed_since", "closed_why", "code", "head_start", "id", "longest_line", "name", "overflow_after", "overflow_to_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "position", "same_adviser_for", "spares_rare") VALUES (OLD."answer_within", OLD."closed_since", OLD."closed_why", OLD."code", OLD."head_start", OLD."id", OLD."longest_line", OLD."name", OLD."overflow_after", OLD."overflow_to_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."position", OLD."same_adviser_for", OLD."spares_rare"); RETURN NULL;', hash='e174042811899243b891f6923804603927b55e77', operation='DELETE', pgid='pgtrigger_delete_delete_39d52', table='routing_queue', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='queueneed',
                constraint=models.UniqueConstraint(fields=('queue', 'skill'), name='routing_need_once'),
            ),
            migrations.AddConstraint(
                model_name='queueneed',
                constraint=models.CheckConstraint(condition=models.Q(('level__range', (1, 5)), ('relaxed_level__lt', models.F('level'))), name='routing_need_relaxes_downwards'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='queueneed',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_queueneedevent" ("id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "queue_id", "relaxed_after", "relaxed_level", "skill_id") VALUES (NEW."id", NEW."level", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."queue_id", NEW."relaxed_after", NEW."relaxed_level", NEW."skill_id"); RETURN NULL;', hash='778898e4e72ebc0a1b053d28d9324ca1942266d9', operation='INSERT', pgid='pgtrigger_insert_insert_0ad36', table='routing_queueneed', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='queueneed',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "routing_queueneedevent" ("id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "queue_id", "relaxed_after", "relaxed_level", "skill_id") VALUES (NEW."id", NEW."level", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."queue_id", NEW."relaxed_after", NEW."relaxed_level", NEW."skill_id"); RETURN NULL;', hash='b15d46102d5450386a124a6fcb542a4cc91d55ad', operation='UPDATE', pgid='pgtrigger_update_update_359e3', table='routing_queueneed', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='queueneed',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_queueneedevent" ("id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "queue_id", "relaxed_after", "relaxed_level", "skill_id") VALUES (OLD."id", OLD."level", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."queue_id", OLD."relaxed_after", OLD."relaxed_level", OLD."skill_id"); RETURN NULL;', hash='5dcf0c268138f3c72d2fbb5d5590642da10400d7', operation='DELETE', pgid='pgtrigger_delete_delete_ffe09', table='routing_queueneed', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='staffskill',
                constraint=models.UniqueConstraint(fields=('staff', 'skill'), name='routing_skill_once'),
            ),
            migrations.AddConstraint(
                model_name='staffskill',
                constraint=models.CheckConstraint(condition=models.Q(('level__range', (1, 5))), name='routing_skill_level'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='staffskill',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_staffskillevent" ("id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id", "staff_id") VALUES (NEW."id", NEW."level", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."skill_id", NEW."staff_id"); RETURN NULL;', hash='162a3d1b85886d4141165c979afe0c1dc4433b83', operation='INSERT', pgid='pgtrigger_insert_insert_9512e', table='routing_staffskill', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='staffskill',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "routing_staffskillevent" ("id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id", "staff_id") VALUES (NEW."id", NEW."level", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."skill_id", NEW."staff_id"); RETURN NULL;', hash='6573e399c66d984eab644330735426a597f559d6', operation='UPDATE', pgid='pgtrigger_update_update_cfe81', table='routing_staffskill', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='staffskill',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "routing_staffskillevent" ("id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id", "staff_id") VALUES (OLD."id", OLD."level", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."skill_id", OLD."staff_id"); RETURN NULL;', hash='a9d0b8693a2c73579bd945d5f408657a3e96a6bf', operation='DELETE', pgid='pgtrigger_delete_delete_8720a', table='routing_staffskill', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='supervisoract',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2772c27008b3bc5b8ec9b98e5e393a4a48646759', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_5253a', table='routing_supervisoract', when='BEFORE')),
            ),
        ]),
    ]
