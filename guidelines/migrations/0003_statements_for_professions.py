from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("guidelines", "0002_revisions_and_typing")]

    operations = [
        migrations.AddField(
            model_name="wording",
            name="professions",
            field=models.CharField(
                blank=True,
                help_text="Those that it is for, “nursing, midwifery”; empty for everybody.",
                max_length=700,
            ),
        ),
    ]
