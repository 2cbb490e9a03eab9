import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

ACTIONS = ["typed", "imported", "restored", "started", "found", "split", "removed"]


def keep_dates_as_reviews(apps, schema_editor):
    """Until now the date stood in each edition’s text: it becomes a review, once per chapter and date."""
    ChapterReview = apps.get_model("guidelines", "ChapterReview")
    chapters = apps.get_model("guidelines", "Chapter").objects.exclude(reviewed_on=None)
    known = set()
    for edition, guideline, key, day in chapters.order_by("edition__number").values_list(
        "edition", "edition__guideline", "key", "reviewed_on"
    ):
        if (guideline, key, day) not in known:
            known.add((guideline, key, day))
            ChapterReview.objects.create(edition_id=edition, chapter_key=key, reviewed_on=day)


class Migration(migrations.Migration):
    dependencies = [
        ("guidelines", "0004_reviews_releases_withdrawals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Care",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chapter_key", models.UUIDField()),
                ("next_review_on", models.DateField(blank=True, null=True, verbose_name="next review by")),
                (
                    "reminded_on",
                    models.DateField(editable=False, help_text="When the owner last heard of this date.", null=True),
                ),
                (
                    "guideline",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cares", to="guidelines.guideline"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        help_text="Is reminded by e-mail when the next review comes near.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="cares",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "care of a chapter",
                "indexes": [models.Index(fields=["next_review_on"], name="reviews_by_due_date")],
                "constraints": [
                    models.UniqueConstraint(fields=["guideline", "chapter_key"], name="one_care_per_chapter")
                ],
            },
        ),
        migrations.CreateModel(
            name="ChapterReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("chapter_key", models.UUIDField()),
                ("reviewed_on", models.DateField(verbose_name="reviewed on")),
                ("note", models.TextField(blank=True, max_length=2000, verbose_name="what was looked at")),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                (
                    "edition",
                    models.ForeignKey(
                        help_text="Whose text was read.",
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="chapter_reviews",
                        to="guidelines.edition",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        help_text="Nobody when the date came with an edition from elsewhere.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-reviewed_on", "-pk"],
                "indexes": [
                    models.Index(fields=["chapter_key", "edition", "reviewed_on"], name="reviews_of_a_chapter")
                ],
            },
        ),
        migrations.AlterField(
            model_name="chapter",
            name="reviewed_on",
            field=models.DateField(
                editable=False,
                help_text="When the whole chapter had last been reviewed as its edition was released; later reviews have rows of their own.",
                null=True,
                verbose_name="last reviewed",
            ),
        ),
        migrations.RunPython(keep_dates_as_reviews, migrations.RunPython.noop),
        migrations.RemoveField(model_name="revision", name="reviewed_on"),
        migrations.RemoveConstraint(model_name="revision", name="revision_action_is_known"),
        migrations.AlterField(
            model_name="revision",
            name="action",
            field=models.CharField(
                choices=[
                    ("typed", "Typed"),
                    ("imported", "Imported"),
                    ("restored", "Restored"),
                    ("started", "Started"),
                    ("found", "Found"),
                    ("split", "Split"),
                    ("removed", "Removed"),
                ],
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="revision",
            constraint=models.CheckConstraint(
                condition=models.Q(("action__in", ACTIONS)), name="revision_action_is_known"
            ),
        ),
    ]
