import django.core.validators
import portal.models.redirect
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('portal', '0002_audit_trail_and_letters'),
    ]

    operations = [
        migrations.AlterField(
            model_name='redirect',
            name='new',
            field=models.CharField(help_text='Where readers are sent: /resources/a-report/ on this site, where something must be published, or https://www.example.org/a-report/ on another.', max_length=500, validators=[django.core.validators.RegexValidator('^(https://[a-z0-9-]+(\\.[a-z0-9-]+)+(:[0-9]{1,5})?)?(/|(/[^/\\\\?#\\s\\x00-\\x1f\\x7f]+)+/?)(\\?[^#\\s\\x00-\\x1f\\x7f]*)?(#[^\\s\\x00-\\x1f\\x7f]*)?\\Z', 'Write an address of this site that starts with a single slash, such as /resources/a-report/, or a whole one of another site, such as https://www.example.org/a-report/.'), portal.models.redirect.goes_nowhere_else], verbose_name='new address'),
        ),
    ]
