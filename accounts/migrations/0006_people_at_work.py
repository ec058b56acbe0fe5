"""The few people who work at the desks and companies are found along an index among all candidates."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("accounts", "0005_merged_accounts")]
    operations = [
        migrations.AddIndex(
            model_name="user", index=models.Index(condition=~Q(role="candidate"), fields=["role"], name="user_at_work")
        ),
    ]
