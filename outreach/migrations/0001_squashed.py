"""Everything of outreach as one step: tables and what the database itself guards."""

import django.db.models.deletion
import django.utils.timezone
import outreach.models.lead
import outreach.states
import uuid
import vault.fields
from django.conf import settings
from django.db import migrations, models

# A note stays as it was written; a person's account may end, then its words are blanked and nothing else.
FORWARD = """
CREATE FUNCTION outreach_leadnote_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF to_jsonb(OLD) - 'text' = to_jsonb(NEW) - 'text' AND NEW.text = '' THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION 'outreach_leadnote is append-only' USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER leadnote_append_only BEFORE UPDATE OR DELETE ON outreach_leadnote
    FOR EACH ROW EXECUTE FUNCTION outreach_leadnote_refuse();
"""
BACKWARD = """
DROP TRIGGER leadnote_append_only ON outreach_leadnote;
DROP FUNCTION outreach_leadnote_refuse();
"""


class Migration(migrations.Migration):
    initial = True

    # The way here, kept for databases that have gone part of it. A new database takes this one step.
    replaces = [
        ("outreach", "0001_initial"),
    ]

    dependencies = [
        ("jobs", "0001_squashed"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Lead",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                (
                    "owner",
                    models.CharField(blank=True, db_index=True, default="", editable=False, max_length=16, verbose_name="who must act"),
                ),
                ("waiting_since", models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="waiting since")),
                ("due_on", models.DateField(blank=True, editable=False, null=True, verbose_name="due")),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name="created")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("found", "found"),
                            ("contacted", "contacted"),
                            ("met", "met"),
                            ("agreed", "agreed"),
                            ("first_vacancy", "first_vacancy"),
                            ("set_aside", "set_aside"),
                        ],
                        default=outreach.states.LeadState["FOUND"],
                        editable=False,
                        max_length=16,
                        verbose_name="stage",
                    ),
                ),
                ("name_ja", models.CharField(blank=True, max_length=160, verbose_name="name in Japanese")),
                ("name_en", models.CharField(blank=True, max_length=160, verbose_name="name in Latin letters")),
                ("key_ja", models.CharField(blank=True, editable=False, max_length=160)),
                ("key_en", models.CharField(blank=True, editable=False, max_length=160)),
                ("corporate_number", models.CharField(blank=True, max_length=13, verbose_name="corporate number")),
                ("website", models.URLField(blank=True, verbose_name="website")),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "not said"),
                            ("search", "own search"),
                            ("referral", "somebody named it"),
                            ("event", "fair or event"),
                            ("web", "it wrote to us"),
                            ("oec", "OEC named it"),
                            ("chamber", "chamber or association"),
                            ("other", "other"),
                        ],
                        max_length=12,
                        verbose_name="how we found it",
                    ),
                ),
                ("source_note", models.CharField(blank=True, max_length=200, verbose_name="more on how we found it")),
                ("contact_name", vault.fields.EncryptedField(blank=True, max_length=120, null=True, verbose_name="contact person")),
                (
                    "contact_email",
                    vault.fields.EncryptedField(blank=True, max_length=254, null=True, verbose_name="e-mail of the contact person"),
                ),
                (
                    "contact_phone",
                    vault.fields.EncryptedField(blank=True, max_length=40, null=True, verbose_name="phone of the contact person"),
                ),
                (
                    "email_index",
                    vault.fields.BlindIndexField(canonical=outreach.models.lead.canonical_email, null=True, source="contact_email"),
                ),
                ("next_step", models.CharField(blank=True, max_length=200, verbose_name="next step")),
                ("next_on", models.DateField(blank=True, null=True, verbose_name="day of the next step")),
                (
                    "contact_user",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "employer",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jobs.employer",
                    ),
                ),
                (
                    "prefecture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="jobs.prefecture",
                        verbose_name="prefecture",
                    ),
                ),
                (
                    "responsible",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="who does it",
                    ),
                ),
            ],
            options={
                "verbose_name": "lead",
                "verbose_name_plural": "leads",
            },
        ),
        migrations.CreateModel(
            name="LeadInvitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("language", models.CharField(default="ja", max_length=2)),
                ("token_hash", models.BinaryField(max_length=32, unique=True)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(editable=False, null=True)),
                ("lead", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to="outreach.lead")),
                ("sent_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="LeadNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("text", models.TextField(max_length=2000, verbose_name="note")),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
                ("lead", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="outreach.lead")),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="TalentCell",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(choices=[("all", "All"), ("group", "Group"), ("skill", "Skill"), ("field", "Field")], max_length=5),
                ),
                ("code", models.CharField(blank=True, max_length=40)),
                ("japanese", models.CharField(blank=True, max_length=2)),
                ("is_proved", models.BooleanField()),
                (
                    "ready",
                    models.CharField(
                        choices=[("now", "within a month"), ("soon", "within three months"), ("later", "later"), ("unsaid", "not said")],
                        max_length=6,
                    ),
                ),
                ("people", models.PositiveIntegerField()),
                ("counted_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "code", "japanese", "is_proved", "ready"), name="talent_cell_once")
                ],
            },
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["state", "next_on", "id"], name="lead_by_stage"),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(
                condition=models.Q(("corporate_number", ""), _negated=True), fields=["corporate_number"], name="lead_by_number"
            ),
        ),
        migrations.AddIndex(
            model_name="lead",
            index=models.Index(fields=["email_index"], name="lead_by_email"),
        ),
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("name_ja", ""), _negated=True), models.Q(("name_en", ""), _negated=True), _connector="OR"),
                name="lead_has_a_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.CheckConstraint(
                condition=models.Q(("corporate_number__regex", "^([0-9]{13})?$")), name="lead_number_has_13_digits"
            ),
        ),
        migrations.AddConstraint(
            model_name="lead",
            constraint=models.CheckConstraint(
                condition=models.Q(("next_on", None), models.Q(("next_step", ""), _negated=True), _connector="OR"),
                name="lead_next_step_has_words",
            ),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
