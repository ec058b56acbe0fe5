"""Where an issuer's page or a register says that a document is genuine."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("candidates", "0006_nothing_for_a_merged_person")]
    operations = [
        migrations.AddField("evidence", "checked_link", models.URLField("link to the check", max_length=400, blank=True, default=""), preserve_default=False)
    ]
