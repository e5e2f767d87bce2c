"""Phones, what the line says, trunks, chats, recordings, spoken messages and call-backs."""

import datetime
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import uuid
from django.conf import settings
from django.db import migrations, models

from infolinia.core.migrating import AtOnce


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contacts', '0009_attempts'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('routing', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        AtOnce([
            migrations.CreateModel(
                name='Chat',
                fields=[
                    ('conversation_id', models.UUIDField(primary_key=True, serialize=False, verbose_name='rozmowa')),
                    ('address_hash', models.CharField(db_index=True, max_length=64)),
                    ('begun_at', models.DateTimeField(db_index=True, verbose_name='od')),
                    ('resident_seen_at', models.DateTimeField(verbose_name='strona mieszkańca')),
                    ('adviser_seen_at', models.DateTimeField(blank=True, null=True, verbose_name='strona doradcy')),
                    ('place', models.PositiveSmallIntegerField(default=0, verbose_name='miejsce w kolejce')),
                    ('least', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='czekanie co najmniej (min)')),
                    ('most', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='czekanie najwyżej (min)')),
                ],
                options={
                    'verbose_name': 'czat',
                    'verbose_name_plural': 'czaty',
                },
            ),
            migrations.CreateModel(
                name='EmergencyMessage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(help_text='Tylko dla nas, na przykład: awaria wody.', max_length=80, verbose_name='nazwa')),
                    ('text_pl', models.TextField(validators=[django.core.validators.MaxLengthValidator(400)], verbose_name='po polsku')),
                    ('text_en', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(400)], verbose_name='po angielsku')),
                    ('text_uk', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(400)], verbose_name='po ukraińsku')),
                    ('on_since', models.DateTimeField(blank=True, null=True, verbose_name='włączony od')),
                    ('on_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kto włączył')),
                ],
                options={
                    'verbose_name': 'komunikat pilny',
                    'verbose_name_plural': 'komunikaty pilne',
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='EmergencyMessageEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('name', models.CharField(help_text='Tylko dla nas, na przykład: awaria wody.', max_length=80, verbose_name='nazwa')),
                    ('text_pl', models.TextField(validators=[django.core.validators.MaxLengthValidator(400)], verbose_name='po polsku')),
                    ('text_en', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(400)], verbose_name='po angielsku')),
                    ('text_uk', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(400)], verbose_name='po ukraińsku')),
                    ('on_since', models.DateTimeField(blank=True, null=True, verbose_name='włączony od')),
                    ('on_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kto włączył')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='telephony.emergencymessage')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='LineAlarm',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('trunk_down', 'łącze operatora nie odpowiada'), ('one_way', 'słychać tylko jedną stronę'), ('limit_near', 'zbliża się limit połączeń wychodzących'), ('limit_reached', 'limit połączeń wychodzących wyczerpany'), ('address_shut_out', 'ktoś zgadywał hasła telefonów'), ('overload', 'linia nie mieściła dzwoniących')], max_length=20, verbose_name='co się stało')),
                    ('subject', models.CharField(blank=True, max_length=80, verbose_name='czego dotyczy')),
                    ('raised_at', models.DateTimeField(verbose_name='pierwszy raz')),
                    ('last_at', models.DateTimeField(verbose_name='ostatni raz')),
                    ('times', models.PositiveIntegerField(default=1, verbose_name='ile razy')),
                    ('over_at', models.DateTimeField(blank=True, null=True, verbose_name='koniec')),
                ],
                options={
                    'verbose_name': 'alarm linii',
                    'verbose_name_plural': 'alarmy linii',
                    'ordering': ['-last_at'],
                },
            ),
            migrations.CreateModel(
                name='LineSettings',
                fields=[
                    ('id', models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                    ('says_wait', models.BooleanField(default=True, verbose_name='mów miejsce i czas czekania')),
                    ('takes_messages', models.BooleanField(default=True, help_text='Gdy linia jest zamknięta, kolejka pełna albo nikt nie odbiera, dzwoniący może się nagrać.', verbose_name='poczta głosowa')),
                    ('message_seconds', models.PositiveSmallIntegerField(default=180, validators=[django.core.validators.MinValueValidator(30), django.core.validators.MaxValueValidator(600)], verbose_name='najdłuższa wiadomość (s)')),
                    ('answer_days', models.PositiveSmallIntegerField(default=1, help_text='To ustalenie urzędu, nie termin z ustawy. Liczymy do końca tego dnia.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(30)], verbose_name='odpowiedź na wiadomość w ciągu (dni robocze)')),
                    ('kept_days', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='usuń nagranie po (dni od załatwienia)')),
                ],
                options={
                    'verbose_name': 'ustawienia linii',
                    'verbose_name_plural': 'ustawienia linii',
                },
            ),
            migrations.CreateModel(
                name='LineSettingsEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.PositiveSmallIntegerField(default=1, editable=False, serialize=False)),
                    ('says_wait', models.BooleanField(default=True, verbose_name='mów miejsce i czas czekania')),
                    ('takes_messages', models.BooleanField(default=True, help_text='Gdy linia jest zamknięta, kolejka pełna albo nikt nie odbiera, dzwoniący może się nagrać.', verbose_name='poczta głosowa')),
                    ('message_seconds', models.PositiveSmallIntegerField(default=180, validators=[django.core.validators.MinValueValidator(30), django.core.validators.MaxValueValidator(600)], verbose_name='najdłuższa wiadomość (s)')),
                    ('answer_days', models.PositiveSmallIntegerField(default=1, help_text='To ustalenie urzędu, nie termin z ustawy. Liczymy do końca tego dnia.', validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(30)], verbose_name='odpowiedź na wiadomość w ciągu (dni robocze)')),
                    ('kept_days', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(365)], verbose_name='usuń nagranie po (dni od załatwienia)')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='telephony.linesettings')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='MenuChoice',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(choices=[('1', '1'), ('2', '2'), ('3', '3'), ('4', '4'), ('5', '5'), ('6', '6'), ('7', '7'), ('8', '8'), ('9', '9')], max_length=1, unique=True, verbose_name='klawisz')),
                    ('language', models.CharField(choices=[('pl', 'polski'), ('en', 'angielski'), ('uk', 'ukraiński')], default='pl', help_text='W tym języku linia powie tę pozycję i wszystko po jej wyborze.', max_length=2, verbose_name='język rozmowy')),
                    ('text', models.CharField(help_text='Na przykład: Drogi i chodniki. Klawisz linia powie sama.', max_length=120, verbose_name='o czym')),
                    ('queue', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='routing.queue', verbose_name='kolejka')),
                ],
                options={
                    'verbose_name': 'pozycja menu',
                    'verbose_name_plural': 'menu dzwoniącego',
                    'ordering': ['key'],
                },
            ),
            migrations.CreateModel(
                name='MenuChoiceEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('key', models.CharField(choices=[('1', '1'), ('2', '2'), ('3', '3'), ('4', '4'), ('5', '5'), ('6', '6'), ('7', '7'), ('8', '8'), ('9', '9')], max_length=1, verbose_name='klawisz')),
                    ('language', models.CharField(choices=[('pl', 'polski'), ('en', 'angielski'), ('uk', 'ukraiński')], default='pl', help_text='W tym języku linia powie tę pozycję i wszystko po jej wyborze.', max_length=2, verbose_name='język rozmowy')),
                    ('text', models.CharField(help_text='Na przykład: Drogi i chodniki. Klawisz linia powie sama.', max_length=120, verbose_name='o czym')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='telephony.menuchoice')),
                    ('queue', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='routing.queue', verbose_name='kolejka')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='OutgoingCall',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(max_length=200, unique=True)),
                    ('purpose', models.CharField(max_length=20, verbose_name='po co')),
                    ('number', models.CharField(max_length=20, verbose_name='numer')),
                    ('kind', models.CharField(max_length=10, verbose_name='rodzaj numeru')),
                    ('trunk', models.CharField(blank=True, max_length=20, verbose_name='łącze')),
                    ('at', models.DateTimeField(db_index=True, verbose_name='kiedy')),
                    ('result', models.CharField(max_length=20, verbose_name='wynik')),
                ],
                options={
                    'verbose_name': 'połączenie wychodzące',
                    'verbose_name_plural': 'połączenia wychodzące',
                    'ordering': ['-at'],
                },
            ),
            migrations.CreateModel(
                name='PhoneAccount',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('username', models.CharField(max_length=60, unique=True, verbose_name='login telefonu')),
                    ('password', models.CharField(max_length=64)),
                    ('kind', models.CharField(choices=[('browser', 'przeglądarka doradcy'), ('desk', 'aparat doradcy'), ('guest', 'rozmowa przez internet'), ('signing', 'rozmowa wideo w języku migowym')], max_length=8, verbose_name='rodzaj')),
                    ('address_hash', models.CharField(blank=True, db_index=True, max_length=64)),
                    ('issued_at', models.DateTimeField(db_index=True, verbose_name='wydane')),
                    ('expires_at', models.DateTimeField(db_index=True, verbose_name='ważne do')),
                    ('pushed_at', models.DateTimeField(blank=True, null=True, verbose_name='wpisane do centrali')),
                    ('staff', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='phones', to=settings.AUTH_USER_MODEL, verbose_name='doradca')),
                ],
                options={
                    'verbose_name': 'konto telefonu',
                    'verbose_name_plural': 'konta telefonów',
                    'db_table': 'telephony_phoneaccount',
                },
            ),
            migrations.CreateModel(
                name='RecordingRules',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('is_on', models.BooleanField(default=False, verbose_name='nagrywamy za zgodą')),
                    ('purpose', models.CharField(blank=True, max_length=300, verbose_name='cel')),
                    ('legal_basis', models.CharField(blank=True, max_length=300, verbose_name='podstawa prawna')),
                    ('keep_days', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(90)], verbose_name='usuń po (dni)')),
                    ('adviser_may_listen', models.BooleanField(default=False, verbose_name='doradca może odsłuchać własną rozmowę')),
                    ('at', models.DateTimeField(db_index=True, verbose_name='kiedy')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kto')),
                ],
                options={
                    'verbose_name': 'ustawienie nagrywania',
                    'verbose_name_plural': 'ustawienia nagrywania',
                    'ordering': ['-at', '-id'],
                },
            ),
            migrations.CreateModel(
                name='Recording',
                fields=[
                    ('conversation_id', models.UUIDField(primary_key=True, serialize=False, verbose_name='rozmowa')),
                    ('state', models.CharField(choices=[('asked', 'zapytano o zgodę'), ('agreed', 'jest zgoda'), ('on', 'nagrywanie'), ('paused', 'wstrzymane przez doradcę'), ('stopped', 'zakończone przez doradcę'), ('withdrawn', 'zgoda cofnięta')], max_length=10, verbose_name='stan')),
                    ('state_since', models.DateTimeField(verbose_name='od kiedy')),
                    ('agreed_at', models.DateTimeField(blank=True, null=True, verbose_name='zgoda')),
                    ('agreed_to', models.CharField(blank=True, max_length=30, verbose_name='odpowiedź na zapowiedź')),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True, verbose_name='cofnięcie zgody')),
                    ('keep_until', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='do usunięcia')),
                    ('erased_at', models.DateTimeField(blank=True, null=True, verbose_name='usunięto')),
                    ('rules', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='telephony.recordingrules', verbose_name='ustawienie')),
                ],
                options={
                    'verbose_name': 'nagranie',
                    'verbose_name_plural': 'nagrania',
                },
            ),
            migrations.CreateModel(
                name='RecordingPart',
                fields=[
                    ('id', models.UUIDField(editable=False, primary_key=True, serialize=False)),
                    ('started_at', models.DateTimeField(verbose_name='początek')),
                    ('length', models.PositiveBigIntegerField(verbose_name='długość')),
                    ('sha256', models.CharField(max_length=64, verbose_name='skrót SHA-256')),
                    ('key', models.CharField(db_index=True, max_length=16, verbose_name='klucz')),
                    ('recording', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='telephony.recording', verbose_name='nagranie')),
                ],
                options={
                    'verbose_name': 'część nagrania',
                    'verbose_name_plural': 'części nagrań',
                    'ordering': ['started_at'],
                },
            ),
            migrations.CreateModel(
                name='SurveyAnswer',
                fields=[
                    ('conversation_id', models.UUIDField(primary_key=True, serialize=False, verbose_name='rozmowa')),
                    ('asked_at', models.DateTimeField(db_index=True, verbose_name='zapytano')),
                    ('score', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='ocena')),
                    ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='odpowiedziano')),
                ],
                options={
                    'verbose_name': 'ocena rozmowy',
                    'verbose_name_plural': 'oceny rozmów',
                },
            ),
            migrations.CreateModel(
                name='SurveyRules',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('is_on', models.BooleanField(default=False, verbose_name='pytamy o zadowolenie')),
                    ('is_hidden_from_adviser', models.BooleanField(default=True, verbose_name='doradca nie widzi ocen')),
                    ('at', models.DateTimeField(db_index=True, verbose_name='kiedy')),
                    ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kto')),
                ],
                options={
                    'verbose_name': 'ustawienie ankiety',
                    'verbose_name_plural': 'ustawienia ankiety',
                    'ordering': ['-at', '-id'],
                },
            ),
            migrations.CreateModel(
                name='TrunkState',
                fields=[
                    ('name', models.CharField(max_length=20, primary_key=True, serialize=False, verbose_name='łącze')),
                    ('is_up', models.BooleanField(default=False, verbose_name='działa')),
                    ('since', models.DateTimeField(verbose_name='od kiedy')),
                    ('failed_at', models.DateTimeField(blank=True, null=True, verbose_name='ostatnie nieudane połączenie')),
                ],
                options={
                    'verbose_name': 'łącze operatora',
                    'verbose_name_plural': 'łącza operatora',
                    'ordering': ['name'],
                },
            ),
            migrations.CreateModel(
                name='Voicemail',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('why', models.CharField(choices=[('closed', 'linia zamknięta'), ('full', 'kolejka pełna'), ('nobody', 'nikt nie odbierał')], max_length=8, verbose_name='dlaczego')),
                    ('left_at', models.DateTimeField(db_index=True, verbose_name='zostawiona')),
                    ('seconds', models.PositiveSmallIntegerField(verbose_name='długość (s)')),
                    ('due_at', models.DateTimeField(db_index=True, verbose_name='odpowiedzieć do')),
                    ('sound', models.CharField(blank=True, max_length=80)),
                    ('handled_at', models.DateTimeField(blank=True, db_index=True, null=True, verbose_name='załatwiona')),
                    ('result', models.CharField(blank=True, max_length=300, verbose_name='co zrobiono')),
                    ('conversation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='contacts.conversation', verbose_name='rozmowa')),
                    ('handled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kto załatwił')),
                    ('taken_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kto wziął')),
                ],
                options={
                    'verbose_name': 'wiadomość głosowa',
                    'verbose_name_plural': 'wiadomości głosowe',
                    'ordering': ['due_at'],
                },
            ),
            migrations.CreateModel(
                name='VoicemailEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('why', models.CharField(choices=[('closed', 'linia zamknięta'), ('full', 'kolejka pełna'), ('nobody', 'nikt nie odbierał')], max_length=8, verbose_name='dlaczego')),
                    ('left_at', models.DateTimeField(verbose_name='zostawiona')),
                    ('seconds', models.PositiveSmallIntegerField(verbose_name='długość (s)')),
                    ('due_at', models.DateTimeField(verbose_name='odpowiedzieć do')),
                    ('sound', models.CharField(blank=True, max_length=80)),
                    ('handled_at', models.DateTimeField(blank=True, null=True, verbose_name='załatwiona')),
                    ('result', models.CharField(blank=True, max_length=300, verbose_name='co zrobiono')),
                    ('conversation', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='contacts.conversation', verbose_name='rozmowa')),
                    ('handled_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kto załatwił')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='telephony.voicemail')),
                    ('taken_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kto wziął')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Announcement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=30, verbose_name='zapowiedź')),
                    ('language', models.CharField(choices=[('pl', 'polski'), ('en', 'angielski'), ('uk', 'ukraiński')], default='pl', max_length=2, verbose_name='język')),
                    ('text', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(600)], verbose_name='co mówi linia')),
                    ('recorded_at', models.DateTimeField(blank=True, null=True, verbose_name='nagrano')),
                    ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kto wgrał')),
                ],
                options={
                    'verbose_name': 'zapowiedź',
                    'verbose_name_plural': 'zapowiedzi',
                    'ordering': ['code', 'language'],
                },
            ),
            migrations.CreateModel(
                name='AnnouncementEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.BigIntegerField()),
                    ('code', models.CharField(max_length=30, verbose_name='zapowiedź')),
                    ('language', models.CharField(choices=[('pl', 'polski'), ('en', 'angielski'), ('uk', 'ukraiński')], default='pl', max_length=2, verbose_name='język')),
                    ('text', models.TextField(blank=True, validators=[django.core.validators.MaxLengthValidator(600)], verbose_name='co mówi linia')),
                    ('recorded_at', models.DateTimeField(blank=True, null=True, verbose_name='nagrano')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='telephony.announcement')),
                    ('recorded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kto wgrał')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='CallBack',
                fields=[
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('number', models.CharField(db_index=True, max_length=20, verbose_name='numer')),
                    ('why', models.CharField(choices=[('asked', 'poprosił w kolejce'), ('cut_off', 'połączenie przerwała awaria'), ('web', 'poprosił na stronie'), ('adviser', 'zapisał doradca'), ('not_served', 'nie doczekał się')], max_length=10, verbose_name='dlaczego')),
                    ('state', models.CharField(choices=[('waiting', 'czeka na swoją kolej'), ('calling', 'dzwonimy'), ('reached', 'rozmowa się odbyła'), ('not_reached', 'nie udało się dodzwonić'), ('wrong_number', 'zły numer'), ('refused', 'nie chce rozmowy'), ('expired', 'minął czas'), ('cancelled', 'odwołane'), ('called_again', 'zadzwonił sam')], default='waiting', max_length=12, verbose_name='stan')),
                    ('arrived_at', models.DateTimeField(verbose_name='miejsce w kolejce od')),
                    ('asked_at', models.DateTimeField(verbose_name='zapisane')),
                    ('due_at', models.DateTimeField(verbose_name='nie wcześniej niż')),
                    ('expires_at', models.DateTimeField(verbose_name='najpóźniej do')),
                    ('leased_until', models.DateTimeField(editable=False, null=True)),
                    ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='próby')),
                    ('queue_code', models.SlugField(default='general', max_length=40, verbose_name='kolejka')),
                    ('language', models.CharField(default='pl', max_length=3, verbose_name='język')),
                    ('conversation_id', models.UUIDField(blank=True, db_index=True, null=True, verbose_name='rozmowa')),
                    ('name', models.CharField(blank=True, max_length=80, verbose_name='imię i nazwisko')),
                    ('subject', models.CharField(blank=True, max_length=200, verbose_name='w jakiej sprawie')),
                    ('email', models.CharField(blank=True, max_length=254, verbose_name='e-mail')),
                    ('address_hash', models.CharField(blank=True, editable=False, max_length=64)),
                    ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='zamknięte')),
                    ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kto zapisał')),
                    ('closed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kto zamknął')),
                    ('prefers', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='do kogo')),
                ],
                options={
                    'verbose_name': 'oddzwonienie',
                    'verbose_name_plural': 'oddzwonienia',
                    'ordering': ['arrived_at', 'id'],
                },
            ),
            migrations.CreateModel(
                name='CallBackAttempt',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('key', models.CharField(editable=False, max_length=80, unique=True)),
                    ('conversation_id', models.UUIDField(db_index=True, verbose_name='rozmowa')),
                    ('dialled_at', models.DateTimeField(verbose_name='kiedy')),
                    ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='do')),
                    ('result', models.CharField(blank=True, choices=[('reached', 'rozmowa'), ('no_answer', 'nikt nie odebrał'), ('busy', 'zajęte'), ('wrong_number', 'zły numer'), ('refused', 'nie chce rozmowy'), ('machine', 'automat'), ('failed', 'nie udało się połączyć'), ('given_up', 'doradca przerwał')], max_length=12, verbose_name='wynik')),
                    ('adviser', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='doradca')),
                    ('call_back', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tries', to='telephony.callback', verbose_name='oddzwonienie')),
                ],
                options={
                    'verbose_name': 'próba oddzwonienia',
                    'verbose_name_plural': 'próby oddzwonienia',
                    'ordering': ['dialled_at'],
                },
            ),
            migrations.CreateModel(
                name='CallBackEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.UUIDField(default=uuid.uuid4, editable=False, serialize=False)),
                    ('number', models.CharField(max_length=20, verbose_name='numer')),
                    ('why', models.CharField(choices=[('asked', 'poprosił w kolejce'), ('cut_off', 'połączenie przerwała awaria'), ('web', 'poprosił na stronie'), ('adviser', 'zapisał doradca'), ('not_served', 'nie doczekał się')], max_length=10, verbose_name='dlaczego')),
                    ('state', models.CharField(choices=[('waiting', 'czeka na swoją kolej'), ('calling', 'dzwonimy'), ('reached', 'rozmowa się odbyła'), ('not_reached', 'nie udało się dodzwonić'), ('wrong_number', 'zły numer'), ('refused', 'nie chce rozmowy'), ('expired', 'minął czas'), ('cancelled', 'odwołane'), ('called_again', 'zadzwonił sam')], default='waiting', max_length=12, verbose_name='stan')),
                    ('arrived_at', models.DateTimeField(verbose_name='miejsce w kolejce od')),
                    ('asked_at', models.DateTimeField(verbose_name='zapisane')),
                    ('due_at', models.DateTimeField(verbose_name='nie wcześniej niż')),
                    ('expires_at', models.DateTimeField(verbose_name='najpóźniej do')),
                    ('leased_until', models.DateTimeField(editable=False, null=True)),
                    ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='próby')),
                    ('queue_code', models.SlugField(db_index=False, default='general', max_length=40, verbose_name='kolejka')),
                    ('language', models.CharField(default='pl', max_length=3, verbose_name='język')),
                    ('conversation_id', models.UUIDField(blank=True, null=True, verbose_name='rozmowa')),
                    ('name', models.CharField(blank=True, max_length=80, verbose_name='imię i nazwisko')),
                    ('subject', models.CharField(blank=True, max_length=200, verbose_name='w jakiej sprawie')),
                    ('email', models.CharField(blank=True, max_length=254, verbose_name='e-mail')),
                    ('address_hash', models.CharField(blank=True, editable=False, max_length=64)),
                    ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='zamknięte')),
                    ('asked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kto zapisał')),
                    ('closed_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='kto zamknął')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='telephony.callback')),
                    ('prefers', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='do kogo')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='CallBackSettings',
                fields=[
                    ('id', models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                    ('is_on', models.BooleanField(default=True, verbose_name='proponuj oddzwonienie')),
                    ('from_place', models.PositiveSmallIntegerField(default=3, help_text='0: miejsce nie ma znaczenia.', verbose_name='od miejsca w kolejce')),
                    ('from_minutes', models.PositiveSmallIntegerField(default=3, help_text='0: czas nie ma znaczenia.', verbose_name='od przewidywanego czasu czekania (min)')),
                    ('tries', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10)], verbose_name='ile razy dzwonić')),
                    ('gap_minutes', models.PositiveSmallIntegerField(default=15, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1440)], verbose_name='przerwa między próbami (min)')),
                    ('ring_seconds', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MinValueValidator(10), django.core.validators.MaxValueValidator(90)], verbose_name='jak długo dzwonić (s)')),
                    ('valid_days', models.PositiveSmallIntegerField(default=1, help_text='0: tego samego dnia; 1: następnego dnia, w którym linia jest czynna.', validators=[django.core.validators.MaxValueValidator(10)], verbose_name='ważne do końca dnia otwarcia')),
                    ('earliest', models.TimeField(default=datetime.time(8, 0), verbose_name='nie dzwoń przed')),
                    ('latest', models.TimeField(default=datetime.time(20, 0), verbose_name='nie dzwoń po')),
                    ('on_web', models.BooleanField(default=True, verbose_name='zamawianie na stronie')),
                    ('after_fault', models.BooleanField(default=True, verbose_name='oddzwaniaj po awarii')),
                ],
                options={
                    'verbose_name': 'ustawienia oddzwaniania',
                    'verbose_name_plural': 'ustawienia oddzwaniania',
                    'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='telephony_one_row_of_call_back_settings'), models.CheckConstraint(condition=models.Q(('earliest__lt', models.F('latest'))), name='telephony_call_back_hours_in_order')],
                },
            ),
            migrations.CreateModel(
                name='CallBackSettingsEvent',
                fields=[
                    ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                    ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                    ('pgh_label', models.TextField(help_text='The event label.')),
                    ('id', models.PositiveSmallIntegerField(default=1, editable=False, serialize=False)),
                    ('is_on', models.BooleanField(default=True, verbose_name='proponuj oddzwonienie')),
                    ('from_place', models.PositiveSmallIntegerField(default=3, help_text='0: miejsce nie ma znaczenia.', verbose_name='od miejsca w kolejce')),
                    ('from_minutes', models.PositiveSmallIntegerField(default=3, help_text='0: czas nie ma znaczenia.', verbose_name='od przewidywanego czasu czekania (min)')),
                    ('tries', models.PositiveSmallIntegerField(default=3, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(10)], verbose_name='ile razy dzwonić')),
                    ('gap_minutes', models.PositiveSmallIntegerField(default=15, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1440)], verbose_name='przerwa między próbami (min)')),
                    ('ring_seconds', models.PositiveSmallIntegerField(default=30, validators=[django.core.validators.MinValueValidator(10), django.core.validators.MaxValueValidator(90)], verbose_name='jak długo dzwonić (s)')),
                    ('valid_days', models.PositiveSmallIntegerField(default=1, help_text='0: tego samego dnia; 1: następnego dnia, w którym linia jest czynna.', validators=[django.core.validators.MaxValueValidator(10)], verbose_name='ważne do końca dnia otwarcia')),
                    ('earliest', models.TimeField(default=datetime.time(8, 0), verbose_name='nie dzwoń przed')),
                    ('latest', models.TimeField(default=datetime.time(20, 0), verbose_name='nie dzwoń po')),
                    ('on_web', models.BooleanField(default=True, verbose_name='zamawianie na stronie')),
                    ('after_fault', models.BooleanField(default=True, verbose_name='oddzwaniaj po awarii')),
                    ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                    ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='telephony.callbacksettings')),
                ],
                options={
                    'abstract': False,
                },
            ),
        ]),
        AtOnce([
            pgtrigger.migrations.AddTrigger(
                model_name='callbacksettings',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "telephony_callbacksettingsevent" ("after_fault", "earliest", "from_minutes", "from_place", "gap_minutes", "id", "is_on", "latest", "on_web", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ring_seconds", "tries", "valid_days") VALUES (NEW."after_fault", NEW."earliest", NEW."from_minutes", NEW."from_place", NEW."gap_minutes", NEW."id", NEW."is_on", NEW."latest", NEW."on_web", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."ring_seconds", NEW."tries", NEW."valid_days"); RETURN NULL;', hash='aca8d5bd513a6ec93eb60cfdc02a378c148518f4', operation='INSERT', pgid='pgtrigger_insert_insert_290c0', table='telephony_callbacksettings', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='callbacksettings',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "telephony_callbacksettingsevent" ("after_fault", "earliest", "from_minutes", "from_place", "gap_minutes", "id", "is_on", "latest", "on_web", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ring_seconds", "tries", "valid_days") VALUES (NEW."after_fault", NEW."earliest", NEW."from_minutes", NEW."from_place", NEW."gap_minutes", NEW."id", NEW."is_on", NEW."latest", NEW."on_web", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."ring_seconds", NEW."tries", NEW."valid_days"); RETURN NULL;', hash='0d261753df00da2097a72dc6d1c3deb503d9f55b', operation='UPDATE', pgid='pgtrigger_update_update_66550', table='telephony_callbacksettings', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='callbacksettings',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "telephony_callbacksettingsevent" ("after_fault", "earliest", "from_minutes", "from_place", "gap_minutes", "id", "is_on", "latest", "on_web", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ring_seconds", "tries", "valid_days") VALUES (OLD."after_fault", OLD."earliest", OLD."from_minutes", OLD."from_place", OLD."gap_minutes", OLD."id", OLD."is_on", OLD."latest", OLD."on_web", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."ring_seconds", OLD."tries", OLD."valid_days"); RETURN NULL;', hash='75295fb3d18f3205af92d6a58c938c874805880a', operation='DELETE', pgid='pgtrigger_delete_delete_fb936', table='telephony_callbacksettings', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='linealarm',
                constraint=models.UniqueConstraint(condition=models.Q(('over_at__isnull', True)), fields=('kind', 'subject'), name='telephony_one_open_alarm_per_subject'),
            ),
            migrations.AddConstraint(
                model_name='linesettings',
                constraint=models.CheckConstraint(condition=models.Q(('id', 1)), name='telephony_one_row_of_line_settings'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='linesettings',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "telephony_linesettingsevent" ("answer_days", "id", "kept_days", "message_seconds", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "says_wait", "takes_messages") VALUES (NEW."answer_days", NEW."id", NEW."kept_days", NEW."message_seconds", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."says_wait", NEW."takes_messages"); RETURN NULL;', hash='7645f50b25b2f36b229bad4930e1c133c31a1740', operation='INSERT', pgid='pgtrigger_insert_insert_75786', table='telephony_linesettings', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='linesettings',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "telephony_linesettingsevent" ("answer_days", "id", "kept_days", "message_seconds", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "says_wait", "takes_messages") VALUES (NEW."answer_days", NEW."id", NEW."kept_days", NEW."message_seconds", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."says_wait", NEW."takes_messages"); RETURN NULL;', hash='9f405f1cfc5c21568b40689c523785b2b5f14039', operation='UPDATE', pgid='pgtrigger_update_update_3e530', table='telephony_linesettings', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='linesettings',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "telephony_linesettingsevent" ("answer_days", "id", "kept_days", "message_seconds", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "says_wait", "takes_messages") VALUES (OLD."answer_days", OLD."id", OLD."kept_days", OLD."message_seconds", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."says_wait", OLD."takes_messages"); RETURN NULL;', hash='925a920be4cd66a12823d60b253bf22899a97714', operation='DELETE', pgid='pgtrigger_delete_delete_972ea', table='telephony_linesettings', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='surveyanswer',
                constraint=models.CheckConstraint(condition=models.Q(('score__isnull', True), ('score__lte', 5), _connector='OR'), name='telephony_score_zero_to_five'),
            ),
            migrations.AddConstraint(
                model_name='announcement',
                constraint=models.UniqueConstraint(fields=('code', 'language'), name='telephony_announcement_once'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='announcement',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "telephony_announcementevent" ("code", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "text") VALUES (NEW."code", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."text"); RETURN NULL;', hash='5a59966c27b4eb864864437194df529f725c86b9', operation='INSERT', pgid='pgtrigger_insert_insert_cab3b', table='telephony_announcement', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='announcement',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "telephony_announcementevent" ("code", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "text") VALUES (NEW."code", NEW."id", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."text"); RETURN NULL;', hash='efd263d05b6febae8d98a638ebd85060c45986be', operation='UPDATE', pgid='pgtrigger_update_update_db64e', table='telephony_announcement', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='announcement',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "telephony_announcementevent" ("code", "id", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "text") VALUES (OLD."code", OLD."id", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."recorded_at", OLD."recorded_by_id", OLD."text"); RETURN NULL;', hash='737c8a8691eeafa3a89492526d8d247ccc678da6', operation='DELETE', pgid='pgtrigger_delete_delete_f03fb', table='telephony_announcement', when='AFTER')),
            ),
            migrations.AddIndex(
                model_name='callback',
                index=models.Index(fields=['-asked_at'], name='telephony_callback_asked'),
            ),
            migrations.AddIndex(
                model_name='callback',
                index=models.Index(fields=['address_hash', 'asked_at'], name='telephony_callback_address'),
            ),
            migrations.AddConstraint(
                model_name='callback',
                constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('waiting', 'calling'))), fields=('number',), name='telephony_one_open_call_back_per_number'),
            ),
            migrations.AddConstraint(
                model_name='callback',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('leased_until__isnull', False), ('state', 'calling')), models.Q(models.Q(('state', 'calling'), _negated=True), ('leased_until__isnull', True)), _connector='OR'), name='telephony_call_back_lease_while_calling'),
            ),
            migrations.AddConstraint(
                model_name='callback',
                constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at__isnull', True), ('state__in', ('waiting', 'calling'))), models.Q(models.Q(('state__in', ('waiting', 'calling')), _negated=True), ('closed_at__isnull', False)), _connector='OR'), name='telephony_call_back_closed_has_time'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='callback',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "telephony_callbackevent" ("address_hash", "arrived_at", "asked_at", "asked_by_id", "attempts", "closed_at", "closed_by_id", "conversation_id", "due_at", "email", "expires_at", "id", "language", "leased_until", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefers_id", "queue_code", "state", "subject", "why") VALUES (NEW."address_hash", NEW."arrived_at", NEW."asked_at", NEW."asked_by_id", NEW."attempts", NEW."closed_at", NEW."closed_by_id", NEW."conversation_id", NEW."due_at", NEW."email", NEW."expires_at", NEW."id", NEW."language", NEW."leased_until", NEW."name", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."prefers_id", NEW."queue_code", NEW."state", NEW."subject", NEW."why"); RETURN NULL;', hash='0ee7b2c381acf04ac0bb50d981a5cc13ed84ebec', operation='INSERT', pgid='pgtrigger_insert_insert_54861', table='telephony_callback', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='callback',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "telephony_callbackevent" ("address_hash", "arrived_at", "asked_at", "asked_by_id", "attempts", "closed_at", "closed_by_id", "conversation_id", "due_at", "email", "expires_at", "id", "language", "leased_until", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefers_id", "queue_code", "state", "subject", "why") VALUES (NEW."address_hash", NEW."arrived_at", NEW."asked_at", NEW."asked_by_id", NEW."attempts", NEW."closed_at", NEW."closed_by_id", NEW."conversation_id", NEW."due_at", NEW."email", NEW."expires_at", NEW."id", NEW."language", NEW."leased_until", NEW."name", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."prefers_id", NEW."queue_code", NEW."state", NEW."subject", NEW."why"); RETURN NULL;', hash='4b03106772d5bfe41562b304491d44e8ca73e1de', operation='UPDATE', pgid='pgtrigger_update_update_d4b34', table='telephony_callback', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='callback',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "telephony_callbackevent" ("address_hash", "arrived_at", "asked_at", "asked_by_id", "attempts", "closed_at", "closed_by_id", "conversation_id", "due_at", "email", "expires_at", "id", "language", "leased_until", "name", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "prefers_id", "queue_code", "state", "subject", "why") VALUES (OLD."address_hash", OLD."arrived_at", OLD."asked_at", OLD."asked_by_id", OLD."attempts", OLD."closed_at", OLD."closed_by_id", OLD."conversation_id", OLD."due_at", OLD."email", OLD."expires_at", OLD."id", OLD."language", OLD."leased_until", OLD."name", OLD."number", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."prefers_id", OLD."queue_code", OLD."state", OLD."subject", OLD."why"); RETURN NULL;', hash='e788ad58a2b750ea6dafdd5b735d53e575d3574a', operation='DELETE', pgid='pgtrigger_delete_delete_f2e9e', table='telephony_callback', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='callbackattempt',
                constraint=models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('call_back',), name='telephony_one_open_attempt_per_call_back'),
            ),
            migrations.AddConstraint(
                model_name='emergencymessage',
                constraint=models.UniqueConstraint(models.ExpressionWrapper(models.Q(('on_since__isnull', False)), output_field=models.BooleanField()), condition=models.Q(('on_since__isnull', False)), name='telephony_one_emergency_on'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='emergencymessage',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "telephony_emergencymessageevent" ("id", "name", "on_by_id", "on_since", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text_en", "text_pl", "text_uk") VALUES (NEW."id", NEW."name", NEW."on_by_id", NEW."on_since", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text_en", NEW."text_pl", NEW."text_uk"); RETURN NULL;', hash='e102a2d306069a50db2c8b8ae5671a5237f492e2', operation='INSERT', pgid='pgtrigger_insert_insert_2f285', table='telephony_emergencymessage', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='emergencymessage',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "telephony_emergencymessageevent" ("id", "name", "on_by_id", "on_since", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text_en", "text_pl", "text_uk") VALUES (NEW."id", NEW."name", NEW."on_by_id", NEW."on_since", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text_en", NEW."text_pl", NEW."text_uk"); RETURN NULL;', hash='c338301c2326a28e35bcbcfe324985888b52631b', operation='UPDATE', pgid='pgtrigger_update_update_66fff', table='telephony_emergencymessage', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='emergencymessage',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "telephony_emergencymessageevent" ("id", "name", "on_by_id", "on_since", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text_en", "text_pl", "text_uk") VALUES (OLD."id", OLD."name", OLD."on_by_id", OLD."on_since", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."text_en", OLD."text_pl", OLD."text_uk"); RETURN NULL;', hash='98c9a97681006363460826085a29f94960219e5e', operation='DELETE', pgid='pgtrigger_delete_delete_bdde1', table='telephony_emergencymessage', when='AFTER')),
            ),
            migrations.AddConstraint(
                model_name='menuchoice',
                constraint=models.CheckConstraint(condition=models.Q(('key__range', ('1', '9'))), name='telephony_menu_key_one_to_nine'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='menuchoice',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "telephony_menuchoiceevent" ("id", "key", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "queue_id", "text") VALUES (NEW."id", NEW."key", NEW."language", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."queue_id", NEW."text"); RETURN NULL;', hash='1b903388f4ace7b14c01a676de1d9fdaf666ad5f', operation='INSERT', pgid='pgtrigger_insert_insert_138f7', table='telephony_menuchoice', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='menuchoice',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "telephony_menuchoiceevent" ("id", "key", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "queue_id", "text") VALUES (NEW."id", NEW."key", NEW."language", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."queue_id", NEW."text"); RETURN NULL;', hash='4098f9fa9bdf8f0e3a66a03873c900c72baeaf3c', operation='UPDATE', pgid='pgtrigger_update_update_9579d', table='telephony_menuchoice', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='menuchoice',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "telephony_menuchoiceevent" ("id", "key", "language", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "queue_id", "text") VALUES (OLD."id", OLD."key", OLD."language", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."queue_id", OLD."text"); RETURN NULL;', hash='8a25efa5e4a37e66e03aac48924738a444bdd9ed', operation='DELETE', pgid='pgtrigger_delete_delete_b98fc', table='telephony_menuchoice', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='recordingrules',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='f00b45cc44f1ab59dd037c1ea3ac190fde3815e2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_cdd5f', table='telephony_recordingrules', when='BEFORE')),
            ),
            migrations.AddConstraint(
                model_name='recording',
                constraint=models.CheckConstraint(condition=models.Q(('agreed_at__isnull', False), ('state', 'asked'), _connector='OR'), name='telephony_no_recording_without_consent'),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='surveyrules',
                trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='38e0ace5a7e42c0e871ff78926dc85c3cdb137c6', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_0b07b', table='telephony_surveyrules', when='BEFORE')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='voicemail',
                trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "telephony_voicemailevent" ("conversation_id", "due_at", "handled_at", "handled_by_id", "id", "left_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "seconds", "sound", "taken_by_id", "why") VALUES (NEW."conversation_id", NEW."due_at", NEW."handled_at", NEW."handled_by_id", NEW."id", NEW."left_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."result", NEW."seconds", NEW."sound", NEW."taken_by_id", NEW."why"); RETURN NULL;', hash='9f3bffaf280f62e6c79849114727d221445dfe3a', operation='INSERT', pgid='pgtrigger_insert_insert_aaeb1', table='telephony_voicemail', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='voicemail',
                trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "telephony_voicemailevent" ("conversation_id", "due_at", "handled_at", "handled_by_id", "id", "left_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "seconds", "sound", "taken_by_id", "why") VALUES (NEW."conversation_id", NEW."due_at", NEW."handled_at", NEW."handled_by_id", NEW."id", NEW."left_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."result", NEW."seconds", NEW."sound", NEW."taken_by_id", NEW."why"); RETURN NULL;', hash='2f59f8bba3213b9a340df8bfdaa173619862e07c', operation='UPDATE', pgid='pgtrigger_update_update_023e2', table='telephony_voicemail', when='AFTER')),
            ),
            pgtrigger.migrations.AddTrigger(
                model_name='voicemail',
                trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "telephony_voicemailevent" ("conversation_id", "due_at", "handled_at", "handled_by_id", "id", "left_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "result", "seconds", "sound", "taken_by_id", "why") VALUES (OLD."conversation_id", OLD."due_at", OLD."handled_at", OLD."handled_by_id", OLD."id", OLD."left_at", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."result", OLD."seconds", OLD."sound", OLD."taken_by_id", OLD."why"); RETURN NULL;', hash='ac732c2fb02f60aab1c32491382a9eabf63d717d', operation='DELETE', pgid='pgtrigger_delete_delete_9db57', table='telephony_voicemail', when='AFTER')),
            ),
        ]),
    ]
