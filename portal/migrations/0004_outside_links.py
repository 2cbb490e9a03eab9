import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('portal', '0003_redirects_to_other_sites'),
    ]

    operations = [
        migrations.CreateModel(
            name='OutsideLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('url', models.CharField(max_length=2000, unique=True)),
                ('host', models.CharField(db_index=True, max_length=255)),
                ('host_free_at', models.DateTimeField(default=django.utils.timezone.now, help_text='When its host may be asked again: never twice at once, and not without a pause.')),
                ('checked_at', models.DateTimeField(null=True)),
                ('next_check_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('status', models.PositiveSmallIntegerField(help_text='What the other site answered at last, if anything.', null=True)),
                ('trouble', models.CharField(blank=True, help_text='What is wrong, in a sentence; empty when well.', max_length=200)),
                ('failures', models.PositiveSmallIntegerField(default=0, help_text='Days in a row of checks on which it failed.')),
                ('failed_on', models.DateField(help_text='The last of them.', null=True)),
            ],
            options={
                'ordering': ['url'],
                'default_permissions': ['view'],
            },
        ),
    ]
