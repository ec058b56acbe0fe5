from django.db import migrations, models
from django.db.models import Q

CHECKS = ["existence", "job_offers", "crime_ties"]


def fill(apps, schema_editor):
    """Companies that were verified before the three checks had names keep their state."""
    rows = apps.get_model("jobs", "Employer").objects.filter(state="verified")
    rows.exclude(verified_checks__contains=CHECKS).update(verified_checks=CHECKS)


class Migration(migrations.Migration):
    dependencies = [("jobs", "0004_companies_terms_versions")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="employer",
            constraint=models.CheckConstraint(
                name="employer_verified_was_checked",
                condition=~Q(state="verified") | Q(verified_checks__contains=CHECKS),
            ),
        ),
    ]
