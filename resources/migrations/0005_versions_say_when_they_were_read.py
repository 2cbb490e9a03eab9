from django.db import migrations, models


def were_read(apps, schema_editor):
    """Those that are there were read when they came."""
    versions = apps.get_model("resources", "DocumentVersion").objects.using(schema_editor.connection.alias)
    versions.update(read_at=models.F("uploaded_at"))


class Migration(migrations.Migration):
    dependencies = [("resources", "0004_about_statements")]

    operations = [
        migrations.AddField(
            model_name="documentversion",
            name="read_at",
            field=models.DateTimeField(editable=False, help_text="When its words and first page were.", null=True),
        ),
        migrations.RunPython(were_read, migrations.RunPython.noop),
    ]
