# Review links, what reviewers say and what editors answer.

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('engagement', '0002_survey_questions_answers_and_themes'),
        ('guidelines', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ReviewComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='As the reviewer wrote it.', max_length=150)),
                ('about', models.CharField(choices=[('statement', 'Statement'), ('passage', 'Paragraph'), ('chapter', 'Chapter')], max_length=10)),
                ('chapter_key', models.UUIDField()),
                ('chapter_title', models.CharField(help_text='Then.', max_length=200)),
                ('statement_key', models.CharField(blank=True, max_length=60)),
                ('quote', models.CharField(blank=True, help_text='The first words of what it is about, as they were.', max_length=300)),
                ('digest', models.CharField(help_text='Of the whole text that it is about, as it was.', max_length=64)),
                ('fingerprint', models.CharField(help_text='Of the draft as it was (guidelines.draft).', max_length=64)),
                ('words', models.TextField(max_length=5000)),
                ('once', models.CharField(help_text='Keeps a second press of the button out.', max_length=100, unique=True)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('resolved_at', models.DateTimeField(null=True)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='review_comments', to='guidelines.edition')),
                ('resolved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'comment of a reviewer',
                'verbose_name_plural': 'comments of reviewers',
                'ordering': ['edition', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ReviewAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(max_length=5000)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('comment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='engagement.reviewcomment')),
            ],
            options={
                'ordering': ['comment', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ReviewLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='Of the person who reviews.', max_length=150)),
                ('organisation', models.CharField(blank=True, max_length=150)),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('expires_at', models.DateTimeField(verbose_name='works until')),
                ('revoked_at', models.DateTimeField(null=True)),
                ('last_used_at', models.DateTimeField(null=True)),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='review_links', to='guidelines.edition')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revoked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['edition', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='reviewcomment',
            name='link',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='engagement.reviewlink'),
        ),
        migrations.AddConstraint(
            model_name='reviewlink',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('revoked_at', None), ('revoked_by', None)), models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False)), _connector='OR'), name='revoked_means_when_and_by_whom'),
        ),
        migrations.AddIndex(
            model_name='reviewcomment',
            index=models.Index(fields=['edition', 'chapter_key'], name='comments_of_a_chapter'),
        ),
        migrations.AddIndex(
            model_name='reviewcomment',
            index=models.Index(condition=models.Q(('resolved_at', None)), fields=['edition'], name='comments_waiting'),
        ),
        migrations.AddConstraint(
            model_name='reviewcomment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('about', 'statement'), models.Q(('statement_key', ''), _negated=True)), models.Q(models.Q(('about', 'statement'), _negated=True), ('statement_key', '')), _connector='OR'), name='comment_on_a_statement_names_it'),
        ),
        migrations.AddConstraint(
            model_name='reviewcomment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('resolved_at', None), ('resolved_by', None)), models.Q(('resolved_at__isnull', False), ('resolved_by__isnull', False)), _connector='OR'), name='resolved_means_when_and_by_whom'),
        ),
    ]
