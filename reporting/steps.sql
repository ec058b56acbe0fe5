-- Each application counts where it came to a stage for the first time; `is_first`: nobody's other application had been there before.
-- Vacancies are opened (`seen`) by the calendar of Japan, as the counter of their pages has it.
WITH taken AS MATERIALIZED (
    SELECT e.kind, e.subject_id AS id, min(e.at) AS at FROM workflow_entry e
    WHERE e.at >= %(begins)s AND e.at < %(ends)s AND e.kind = ANY(%(kinds)s)
    GROUP BY e.kind, e.subject_id HAVING NOT EXISTS (  -- after grouping, so that each is looked up by the index of its subject
        SELECT FROM workflow_entry f WHERE f.subject_kind = 'application' AND f.subject_id = e.subject_id AND f.kind = e.kind AND f.at < %(begins)s)
), reached AS MATERIALIZED (
    SELECT t.kind, d.province_code, v.field_id, v.prefecture_id, v.employer_id,
        (SELECT r.sex FROM register_registerentry r WHERE r.claimed_by_id = p.id AND r.sex <> '' ORDER BY r.id LIMIT 1) AS sex,
        NOT EXISTS (
        SELECT FROM applications_application o
        JOIN workflow_entry f ON f.subject_kind = 'application' AND f.subject_id = o.id AND f.kind = t.kind
        WHERE o.candidate_id = a.candidate_id AND o.id <> a.id AND (f.at, o.id) < (t.at, t.id)) AS is_first
    FROM taken t JOIN applications_application a ON a.id = t.id JOIN jobs_vacancy v ON v.id = a.vacancy_id
    JOIN candidates_profile p ON p.id = a.candidate_id LEFT JOIN candidates_district d ON d.id = p.district_id
), registered AS MATERIALIZED (
    SELECT d.province_code,
        (SELECT r.sex FROM register_registerentry r WHERE r.claimed_by_id = p.id AND r.sex <> '' ORDER BY r.id LIMIT 1) AS sex
    FROM candidates_profile p LEFT JOIN candidates_district d ON d.id = p.district_id WHERE p.created_at >= %(begins)s AND p.created_at < %(ends)s
), seen AS (
    SELECT v.field_id, v.prefecture_id, v.employer_id, y.seen FROM jobs_vacancyday y JOIN jobs_vacancy v ON v.id = y.vacancy_id
    WHERE y.day >= %(first)s AND y.day < %(after)s
), counted (stage, by, key, people, count) AS (
    SELECT r.kind, c.by, c.key, count(*) FILTER (WHERE r.is_first), count(*) FROM reached r CROSS JOIN LATERAL (VALUES
        ('all', ''), ('province', r.province_code), ('field', r.field_id), ('prefecture', r.prefecture_id),
        ('employer', r.employer_id::text), ('sex', r.sex)) AS c (by, key) GROUP BY 1, 2, 3
    UNION ALL SELECT 'registered', c.by, c.key, count(*), count(*) FROM registered r
    CROSS JOIN LATERAL (VALUES ('all', ''), ('province', r.province_code), ('sex', r.sex)) AS c (by, key) GROUP BY 1, 2, 3
    UNION ALL SELECT 'seen', c.by, c.key, 0, sum(s.seen) FROM seen s CROSS JOIN LATERAL (VALUES
        ('all', ''), ('field', s.field_id), ('prefecture', s.prefecture_id), ('employer', s.employer_id::text)) AS c (by, key) GROUP BY 1, 2, 3
)
INSERT INTO reporting_figure (month_id, stage, by, key, people, count)
SELECT %(first)s, COALESCE(%(stages)s::jsonb ->> stage, stage), by, COALESCE(key, ''), people, count FROM counted
