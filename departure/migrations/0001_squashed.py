"""Everything of departure as one step: tables and what the database itself guards."""

import django.db.models.deletion
import django.utils.timezone
import uuid
import vault.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    # The way here, kept for databases that have gone part of it. A new database takes this one step.
    replaces = [
        ("departure", "0001_initial"),
    ]

    dependencies = [
        ("applications", "0001_squashed"),
    ]

    operations = [
        migrations.CreateModel(
            name="Departure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("protector_number", models.CharField(max_length=40, verbose_name="Protector registration number")),
                ("visa_number", vault.fields.EncryptedField(max_length=40, verbose_name="visa number")),
                ("flight_number", models.CharField(blank=True, max_length=12, verbose_name="flight")),
                ("flight_on", models.DateField(verbose_name="flight date")),
                ("arrived_on", models.DateField(blank=True, null=True, verbose_name="arrived on")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "application",
                    models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="applications.application"),
                ),
            ],
            options={
                "verbose_name": "departure",
                "verbose_name_plural": "departures",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("arrived_on", None), ("arrived_on__gte", models.F("flight_on")), _connector="OR"),
                        name="departure_arrives_after_flight",
                    )
                ],
            },
        ),
    ]
