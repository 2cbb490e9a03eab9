import django.db.models.deletion
import guidelines.models.withdrawal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("guidelines", "0003_statements_for_professions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "fingerprint",
                    models.CharField(help_text="Of the draft that was released (guidelines.draft).", max_length=64),
                ),
                (
                    "reason",
                    models.TextField(blank=True, help_text="Why it was released without approval.", max_length=2000),
                ),
                (
                    "elsewhere",
                    models.BooleanField(default=False, help_text="Another portal released it, and answers for it."),
                ),
                ("made_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "fingerprint",
                    models.CharField(help_text="Of the text as it was then (guidelines.draft).", max_length=64),
                ),
                ("note", models.TextField(blank=True, help_text="What reviewers should look at.", max_length=2000)),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ["edition", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Verdict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("approved", "Approved"), ("changes", "Changes asked for")], max_length=8
                    ),
                ),
                (
                    "fingerprint",
                    models.CharField(help_text="Of the text that was looked at (guidelines.draft).", max_length=64),
                ),
                ("words", models.TextField(blank=True, max_length=5000)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
                ("name", models.CharField(blank=True, help_text="Of a reviewer without an account.", max_length=150)),
                (
                    "link",
                    models.CharField(
                        blank=True,
                        help_text="By which that reviewer came; what it is called, never its secret.",
                        max_length=64,
                    ),
                ),
            ],
            options={
                "ordering": ["edition", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Withdrawal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("error", "Released in error"),
                            ("replaced", "Replaced by another address"),
                            ("old", "No longer advised"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "address",
                    models.CharField(
                        blank=True, max_length=500, validators=[guidelines.models.withdrawal.leads_somewhere]
                    ),
                ),
                ("reason", models.TextField(help_text="Readers see these words.", max_length=1000)),
                ("made_at", models.DateTimeField(auto_now_add=True)),
            ],
        ),
        migrations.AlterModelOptions(
            name="edition",
            options={
                "ordering": ["guideline", "-number"],
                "permissions": [
                    ("release_edition", "Can release an edition"),
                    ("force_release", "Can release an edition without approval"),
                    ("withdraw_edition", "Can withdraw an edition"),
                    ("approve_edition", "Can approve a draft"),
                ],
            },
        ),
        migrations.AddField(
            model_name="edition",
            name="changed_at",
            field=models.DateTimeField(editable=False, help_text="When its draft was last changed.", null=True),
        ),
        migrations.AddField(
            model_name="edition",
            name="changed_by",
            field=models.ForeignKey(
                editable=False,
                help_text="Who last changed the draft: its last author, who may not approve it.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="release",
            name="edition",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="release", to="guidelines.edition"
            ),
        ),
        migrations.AddField(
            model_name="release",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="review",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="guidelines.edition"
            ),
        ),
        migrations.AddField(
            model_name="verdict",
            name="edition",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="verdicts", to="guidelines.edition"
            ),
        ),
        migrations.AddField(
            model_name="verdict",
            name="made_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="release",
            name="approval",
            field=models.ForeignKey(
                help_text="Given before the release or after.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="guidelines.verdict",
            ),
        ),
        migrations.AddField(
            model_name="withdrawal",
            name="edition",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="withdrawal", to="guidelines.edition"
            ),
        ),
        migrations.AddField(
            model_name="withdrawal",
            name="made_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddIndex(
            model_name="verdict",
            index=models.Index(fields=["edition", "fingerprint"], name="verdicts_on_a_text"),
        ),
        migrations.AddConstraint(
            model_name="verdict",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["approved", "changes"])), name="verdict_kind_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="verdict",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("link", ""), ("made_by__isnull", False), ("name", "")),
                    models.Q(
                        ("made_by", None), models.Q(("name", ""), _negated=True), models.Q(("link", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="verdict_is_by_a_person_or_a_named_reviewer",
            ),
        ),
        migrations.AddConstraint(
            model_name="verdict",
            constraint=models.CheckConstraint(
                condition=models.Q(("fingerprint", ""), _negated=True), name="verdict_is_about_one_text"
            ),
        ),
        migrations.AddConstraint(
            model_name="release",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("approval__isnull", False), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="released_on_approval_or_for_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["error", "replaced", "old"])), name="withdrawal_outcome_is_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="withdrawal_says_why"
            ),
        ),
        migrations.AddConstraint(
            model_name="withdrawal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "replaced"), models.Q(("address", ""), _negated=True)),
                    models.Q(models.Q(("outcome", "replaced"), _negated=True), ("address", "")),
                    _connector="OR",
                ),
                name="withdrawal_has_an_address_when_replaced",
            ),
        ),
    ]
