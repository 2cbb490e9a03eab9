from django.db import migrations

from portal import append_only


def lock(apps, schema_editor):
    append_only.lock(schema_editor.connection)


def unlock(apps, schema_editor):
    append_only.unlock(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("portal", "0005_content_stamp")]

    operations = [migrations.RunPython(lock, unlock)]
