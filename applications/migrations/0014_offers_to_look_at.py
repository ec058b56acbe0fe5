"""The few offers that Inter-SES has to look at are found along an index, not among all that were ever made."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("applications", "0013_queue_of_a_field")]
    operations = [
        migrations.AddIndex(
            model_name="offer",
            index=models.Index(condition=Q(state="proposed"), fields=["release_on", "proposed_at", "id"], name="offer_to_look_at"),
        ),
    ]
