"""What an employer may know of a presented candidate: a view without identity (N5, N7). Every name in it is a decision.

A later change of a column that the view reads drops and makes the view again in its own migration.
"""

from django.db import migrations, models

VIEW = """
CREATE VIEW presented_candidate AS
SELECT
    a.id, a.public_id, a.reference, p.reference AS number, a.vacancy_id, v.employer_id, a.version, a.state, a.close_reason,
    a.owner, a.waiting_since, a.due_on, coalesce(a.presented_at, a.submitted_at, a.created_at) AS presented_at,
    shown.yes AS is_shown,
    (s.taken_at AT TIME ZONE 'UTC')::date AS taken_on,
    CASE WHEN shown.yes THEN a.summary_ja ELSE '' END AS summary_ja,
    ARRAY(
        SELECT x.value FROM jsonb_array_elements_text(coalesce(s.content #> '{profile,skills}', '[]')) WITH ORDINALITY AS x(value, place)
        ORDER BY x.place
    ) AS skills,
    (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'code', x.row -> 'code', 'name_en', x.row -> 'name_en', 'name_ja', x.row -> 'name_ja', 'level', x.row -> 'level'
        ) ORDER BY x.place), '[]')
        FROM jsonb_array_elements(coalesce(s.content #> '{profile,skill_levels}', '[]')) WITH ORDINALITY AS x(row, place)
    ) AS skill_levels,
    coalesce(s.content #>> '{profile,english_level}', '') AS english_level,
    (s.content #>> '{profile,can_start_on}')::date AS can_start_on,
    coalesce(s.content #>> '{profile,about}', '') AS about,
    coalesce(s.content #>> '{answers,motivation}', '') AS motivation,
    (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'text_ja', x.row #> '{question,text_ja}', 'text_en', x.row #> '{question,text_en}', 'text_ur', x.row #> '{question,text_ur}',
            'text', x.row -> 'text'
        ) ORDER BY x.place), '[]')
        FROM jsonb_array_elements(coalesce(s.content #> '{answers,questions}', '[]')) WITH ORDINALITY AS x(row, place)
    ) AS answers,
    (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'level', x.row -> 'level', 'subject', x.row -> 'subject', 'institution', x.row -> 'institution',
            'is_awaited', coalesce((x.row ->> 'result_awaited')::boolean, false),
            'is_verified', (s.content -> 'evidence') @> jsonb_build_array(jsonb_build_object('about', x.row -> 'id', 'state', 'verified'))
        ) ORDER BY x.place), '[]')
        FROM jsonb_array_elements(coalesce(s.content -> 'educations', '[]')) WITH ORDINALITY AS x(row, place)
    ) AS educations,
    (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'title', x.row -> 'title', 'duties', x.row -> 'duties', 'is_it', x.row -> 'is_it',
            'began', left(x.row ->> 'started_on', 7), 'ended', left(x.row ->> 'ended_on', 7),
            'is_verified', (s.content -> 'evidence') @> jsonb_build_array(jsonb_build_object('about', x.row -> 'id', 'state', 'verified'))
        ) ORDER BY x.place), '[]')
        FROM jsonb_array_elements(coalesce(s.content -> 'experiences', '[]')) WITH ORDINALITY AS x(row, place)
    ) AS experiences,
    (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
            'kind', x.row -> 'kind', 'level', x.row -> 'level', 'score', x.row -> 'score', 'is_passed', x.row -> 'is_passed',
            'taken', left(x.row ->> 'taken_on', 7),
            'is_verified', (s.content -> 'evidence') @> jsonb_build_array(jsonb_build_object('about', x.row -> 'id', 'state', 'verified'))
        ) ORDER BY x.place), '[]')
        FROM jsonb_array_elements(coalesce(s.content -> 'tests', '[]')) WITH ORDINALITY AS x(row, place)
    ) AS tests
FROM applications_application a
JOIN jobs_vacancy v ON v.id = a.vacancy_id
JOIN candidates_profile p ON p.id = a.candidate_id
CROSS JOIN LATERAL (
    SELECT (
        a.state IN ('presented', 'interviewing', 'offered', 'accepted', 'departed', 'arrived', 'declined', 'not_selected')
        OR (a.state = 'closed' AND a.close_reason = 'offer_rescinded')
    ) AND EXISTS (
        SELECT 1 FROM applications_consent c
        WHERE c.candidate_id = a.candidate_id AND c.employer_id = v.employer_id AND c.purpose = 'present' AND c.withdrawn_at IS NULL
    ) AS yes
) shown
LEFT JOIN LATERAL (
    SELECT n.content, n.taken_at FROM applications_snapshot n WHERE n.application_id = a.id ORDER BY n.version DESC LIMIT 1
) s ON shown.yes
WHERE a.presented_at IS NOT NULL OR a.state IN ('presented', 'interviewing', 'offered', 'accepted', 'departed', 'arrived', 'declined')
"""
GONE = "DROP VIEW presented_candidate"


class Migration(migrations.Migration):
    dependencies = [("applications", "0007_rounds_shortlists_proposals")]

    operations = [
        migrations.RunSQL(VIEW, GONE),
        migrations.CreateModel(  # unmanaged: only its name is kept here
            name="PresentedCandidate",
            fields=[("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"))],
            options={
                "verbose_name": "recommended candidate",
                "verbose_name_plural": "recommended candidates",
                "db_table": "presented_candidate",
                "managed": False,
            },
        ),
    ]
