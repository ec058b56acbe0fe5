"""The access log is read by time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("vault", "0003_access_person")]
    operations = [migrations.AddIndex("accessrecord", models.Index(fields=["at", "id"], name="accessrecord_at"))]
