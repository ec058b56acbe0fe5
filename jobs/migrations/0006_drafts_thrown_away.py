from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("jobs", "0005_verified_checks")]

    operations = [
        migrations.AddField(
            model_name="vacancy",
            name="discarded_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddConstraint(
            model_name="vacancy",
            constraint=models.CheckConstraint(name="vacancy_thrown_away_is_draft", condition=Q(discarded_at=None) | Q(state="draft")),
        ),
    ]
