"""Everything of reporting as one step: tables and what the database itself guards."""

import django.db.models.deletion
import django.utils.timezone
import uuid
from django.conf import settings
from django.db import migrations, models

FORWARD = """
CREATE FUNCTION reporting_fee_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'reporting_fee is immutable' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER fee_immutable_rows BEFORE UPDATE OR DELETE ON reporting_fee
    FOR EACH ROW EXECUTE FUNCTION reporting_fee_refuse();
CREATE TRIGGER fee_immutable_table BEFORE TRUNCATE ON reporting_fee
    FOR EACH STATEMENT EXECUTE FUNCTION reporting_fee_refuse();
"""
BACKWARD = """
DROP TRIGGER fee_immutable_rows ON reporting_fee;
DROP TRIGGER fee_immutable_table ON reporting_fee;
DROP FUNCTION reporting_fee_refuse();
"""


class Migration(migrations.Migration):
    initial = True

    # The way here, kept for databases that have gone part of it. A new database takes this one step.
    replaces = [
        ("reporting", "0001_initial"),
        ("reporting", "0002_fees_and_years"),
        ("reporting", "0003_fees_are_immutable"),
    ]

    dependencies = [
        ("applications", "0001_squashed"),
        ("jobs", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AgencyYear",
            fields=[
                ("year", models.PositiveSmallIntegerField(primary_key=True, serialize=False, verbose_name="begins in April of")),
                ("counts", models.JSONField(default=dict)),
                ("counted_at", models.DateTimeField(null=True, verbose_name="counted")),
                ("asked_at", models.DateTimeField(null=True, verbose_name="asked to be counted again")),
            ],
            options={
                "verbose_name": "year of the agency",
                "verbose_name_plural": "years of the agency",
            },
        ),
        migrations.CreateModel(
            name="CountedMonth",
            fields=[
                ("first", models.DateField(primary_key=True, serialize=False, verbose_name="month")),
                ("counted_at", models.DateTimeField(null=True, verbose_name="counted")),
                ("asked_at", models.DateTimeField(null=True, verbose_name="asked to be counted again")),
            ],
            options={
                "verbose_name": "counted month",
                "verbose_name_plural": "counted months",
                "ordering": ["-first"],
                "constraints": [models.CheckConstraint(condition=models.Q(("first__day", 1)), name="counted_month_begins_on_its_first")],
            },
        ),
        migrations.CreateModel(
            name="Fee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("placement", "placement fee"),
                            ("reception", "fee for receiving the vacancy"),
                            ("refund", "refund to the employer"),
                        ],
                        default="placement",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("amount", models.PositiveIntegerField(verbose_name="amount in yen, with tax")),
                ("basis", models.CharField(max_length=200, verbose_name="how it was calculated")),
                ("charged_on", models.DateField(verbose_name="day of the payment")),
                ("invoice", models.CharField(max_length=40, verbose_name="invoice number")),
                ("is_void", models.BooleanField(default=False, verbose_name="the corrected entry was a mistake")),
                ("why", models.CharField(blank=True, max_length=200, verbose_name="why it is corrected")),
                ("entered_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "application",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.application",
                        verbose_name="application",
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="reporting.fee",
                        verbose_name="corrects",
                    ),
                ),
                (
                    "employer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="jobs.employer", verbose_name="employer who pays"
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "fee",
                "verbose_name_plural": "fees",
                "ordering": ["-charged_on", "-id"],
                "indexes": [models.Index(fields=["-charged_on", "-id"], name="fee_by_day")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount__gte", 1)), name="fee_is_an_amount"),
                    models.CheckConstraint(
                        condition=models.Q(("kind", "reception"), ("application__isnull", False), _connector="OR"),
                        name="fee_of_placement_names_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("corrects", None), ("is_void", False), ("why", "")),
                            models.Q(("corrects__isnull", False), models.Q(("why", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="fee_correction_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("corrects", None), models.Q(("corrects", models.F("id")), _negated=True), _connector="OR"),
                        name="fee_corrects_another",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Figure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stage", models.CharField(max_length=12)),
                ("by", models.CharField(max_length=10)),
                ("key", models.CharField(blank=True, max_length=32)),
                ("people", models.PositiveIntegerField()),
                ("count", models.PositiveIntegerField()),
                (
                    "month",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="figures", to="reporting.countedmonth"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("month", "by", "stage", "key"), name="figure_once"),
                    models.CheckConstraint(condition=models.Q(("people__lte", models.F("count"))), name="figure_people_at_most_all"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Pace",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stage", models.CharField(max_length=32)),
                ("by", models.CharField(max_length=10)),
                ("key", models.CharField(blank=True, max_length=32)),
                ("cases", models.PositiveIntegerField()),
                ("days", models.DecimalField(decimal_places=1, max_digits=6)),
                (
                    "month",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="paces", to="reporting.countedmonth"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("month", "by", "stage", "key"), name="pace_once"),
                    models.CheckConstraint(condition=models.Q(("cases__gte", 1)), name="pace_has_cases"),
                ],
            },
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
