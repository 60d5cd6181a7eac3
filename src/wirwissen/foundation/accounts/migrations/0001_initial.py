# First tables.

import django.db.models.deletion
import wirwissen.foundation.core.clock
import wirwissen.foundation.core.ids
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('id', models.CharField(default=wirwissen.foundation.core.ids.new_id, editable=False, max_length=14, primary_key=True, serialize=False)),
                ('email', models.EmailField(blank=True, max_length=254, null=True, unique=True, verbose_name='E-Mail')),
                ('is_active', models.BooleanField(default=True, verbose_name='aktiv')),
                ('is_quiet', models.BooleanField(default=False, verbose_name='still: keine automatische Post')),
                ('joined_at', models.DateTimeField(default=wirwissen.foundation.core.clock.now, verbose_name='entstanden')),
                ('session_mark', models.CharField(default=wirwissen.foundation.core.ids.new_id, max_length=14, verbose_name='Sitzungszeichen')),
            ],
            options={
                'verbose_name': 'Konto',
                'verbose_name_plural': 'Konten',
            },
        ),
        migrations.CreateModel(
            name='KeptPost',
            fields=[
                ('id', models.CharField(default=wirwissen.foundation.core.ids.new_id, editable=False, max_length=14, primary_key=True, serialize=False)),
                ('path', models.CharField(max_length=500, verbose_name='Adresse')),
                ('fields_sealed', models.BinaryField(verbose_name='Felder, verschlüsselt')),
                ('owner_mark', models.CharField(max_length=64, verbose_name='Kennzeichen der Person')),
                ('form_key', models.CharField(max_length=64, verbose_name='Formularschlüssel')),
                ('created_at', models.DateTimeField(verbose_name='entstanden')),
            ],
            options={
                'verbose_name': 'Aufgehobene Eingabe',
                'verbose_name_plural': 'Aufgehobene Eingaben',
            },
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.CharField(default=wirwissen.foundation.core.ids.new_id, editable=False, max_length=14, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=200, verbose_name='Name')),
                ('slug', models.SlugField(unique=True, verbose_name='Kurzname in der Adresse')),
                ('address', models.TextField(blank=True, verbose_name='Anschrift')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='Telefon')),
                ('phone_hours', models.CharField(blank=True, max_length=120, verbose_name='Sprechzeiten')),
                ('imprint', models.TextField(blank=True, verbose_name='Impressum')),
                ('about', models.TextField(blank=True, verbose_name='Über das Haus')),
            ],
            options={
                'verbose_name': 'Haus',
                'verbose_name_plural': 'Häuser',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.CharField(default=wirwissen.foundation.core.ids.new_id, editable=False, max_length=14, primary_key=True, serialize=False)),
                ('email', models.EmailField(max_length=254, verbose_name='E-Mail')),
                ('name', models.CharField(max_length=200, verbose_name='Name')),
                ('role', models.CharField(choices=[('office', 'Büro'), ('lead', 'Kursleitung'), ('releaser', 'Freigabe')], max_length=12, verbose_name='Aufgabe')),
                ('code_hash', models.CharField(max_length=64, verbose_name='Code, gehasht')),
                ('wrong_codes', models.PositiveSmallIntegerField(default=0, verbose_name='falsche Codes')),
                ('expires_at', models.DateTimeField(verbose_name='gilt bis')),
                ('accepted_at', models.DateTimeField(blank=True, null=True, verbose_name='angenommen')),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='accounts.organisation')),
            ],
            options={
                'verbose_name': 'Einladung',
                'verbose_name_plural': 'Einladungen',
            },
        ),
        migrations.CreateModel(
            name='RecoveryCode',
            fields=[
                ('id', models.CharField(default=wirwissen.foundation.core.ids.new_id, editable=False, max_length=14, primary_key=True, serialize=False)),
                ('code_hash', models.CharField(max_length=64, verbose_name='Code, gehasht')),
                ('wrong_codes', models.PositiveSmallIntegerField(default=0, verbose_name='falsche Codes')),
                ('expires_at', models.DateTimeField(verbose_name='gilt bis')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='recovery_code', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Code für ein neues Kennwort',
                'verbose_name_plural': 'Codes für ein neues Kennwort',
            },
        ),
        migrations.CreateModel(
            name='RoleChange',
            fields=[
                ('id', models.CharField(default=wirwissen.foundation.core.ids.new_id, editable=False, max_length=14, primary_key=True, serialize=False)),
                ('role', models.CharField(max_length=12, verbose_name='Aufgabe')),
                ('given', models.BooleanField(verbose_name='gegeben (sonst: genommen)')),
                ('changed_at', models.DateTimeField(verbose_name='geändert am')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='role_changes', to='accounts.organisation')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Änderung einer Aufgabe',
                'verbose_name_plural': 'Änderungen von Aufgaben',
                'ordering': ['-changed_at'],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.CharField(default=wirwissen.foundation.core.ids.new_id, editable=False, max_length=14, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('office', 'Büro'), ('lead', 'Kursleitung'), ('releaser', 'Freigabe')], max_length=12, verbose_name='Aufgabe')),
                ('name', models.CharField(max_length=200, verbose_name='Name')),
                ('since', models.DateField(verbose_name='seit')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='accounts.organisation')),
            ],
            options={
                'verbose_name': 'Aufgabe',
                'verbose_name_plural': 'Aufgaben',
                'constraints': [models.UniqueConstraint(fields=('organisation', 'user', 'role'), name='role_once_per_person_and_house')],
            },
        ),
    ]
