from django.db import migrations, models


class Migration(migrations.Migration):
    """An interview may be moved, and a candidate may say that no time suits."""

    dependencies = [("applications", "0008_presented_view")]

    operations = [
        migrations.AddField("interview", "moves", models.PositiveSmallIntegerField(default=0, editable=False)),
        migrations.AddField("interview", "declined_at", models.DateTimeField(editable=False, null=True)),
        migrations.AddField(
            "interview", "declined_note", models.CharField(blank=True, max_length=600, verbose_name="when the candidate can attend")
        ),
    ]
