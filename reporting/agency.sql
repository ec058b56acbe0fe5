-- The year of the agency in Tokyo, by field: what was received, who was received and placed, what stood open at the end.
-- Permanent (常用): without end date or for four months and more; temporary (臨時): shorter.
WITH came AS (
    SELECT e.subject_id AS id FROM workflow_entry e WHERE e.kind = 'vacancy.submit' AND e.at >= %(begins)s AND e.at < %(ends)s
      AND NOT EXISTS (SELECT FROM workflow_entry f WHERE f.subject_kind = e.subject_kind AND f.subject_id = e.subject_id
                      AND f.kind = e.kind AND f.at < %(begins)s)
    GROUP BY 1
), hired AS (
    SELECT a.vacancy_id, count(*) AS people FROM (
        SELECT DISTINCT e.subject_id FROM workflow_entry e WHERE e.kind = 'application.accept' AND e.at >= %(begins)s AND e.at < %(ends)s) t
    JOIN applications_application a ON a.id = t.subject_id GROUP BY 1
), seeker AS (
    SELECT DISTINCT ON (a.candidate_id) a.candidate_id, v.field_id FROM workflow_entry e
    JOIN applications_application a ON a.id = e.subject_id JOIN jobs_vacancy v ON v.id = a.vacancy_id
    WHERE e.kind = 'application.endorse' AND e.at >= %(begins)s AND e.at < %(ends)s AND NOT EXISTS (
        SELECT FROM applications_application o
        JOIN workflow_entry f ON f.subject_kind = 'application' AND f.subject_id = o.id AND f.kind = 'application.endorse'
        WHERE o.candidate_id = a.candidate_id AND f.at < %(begins)s)
    ORDER BY a.candidate_id, e.at, a.id
), stood AS (  -- vacancies and applications as they stood when the year ended
    SELECT DISTINCT ON (e.subject_kind, e.subject_id) e.subject_kind, e.subject_id, e.target_state FROM workflow_entry e
    WHERE e.subject_kind IN ('vacancy', 'application') AND e.at >= %(begins)s AND e.at < %(ends)s
    ORDER BY e.subject_kind, e.subject_id, e.seq DESC
), figure (field, name, count) AS (
    SELECT v.field_id, CASE WHEN v.contract_ends_on < v.starts_on + interval '4 months' THEN 'seats_temporary' ELSE 'seats_permanent' END, v.seats
    FROM came c JOIN jobs_vacancy v ON v.id = c.id
    UNION ALL SELECT v.field_id, 'seats_open', v.seats FROM stood s JOIN jobs_vacancy v ON v.id = s.subject_id
        WHERE s.subject_kind = 'vacancy' AND s.target_state IN ('published', 'paused')
    UNION ALL SELECT field_id, 'seekers', 1 FROM seeker
    UNION ALL SELECT field_id, 'seekers_open', 1 FROM (
        SELECT DISTINCT a.candidate_id, v.field_id FROM stood s JOIN applications_application a ON a.id = s.subject_id
        JOIN jobs_vacancy v ON v.id = a.vacancy_id
        WHERE s.subject_kind = 'application' AND s.target_state IN ('endorsed', 'presented', 'interviewing', 'offered')) o
    UNION ALL SELECT v.field_id, CASE WHEN v.contract_ends_on IS NULL THEN 'hired_endless'
        WHEN v.contract_ends_on < v.starts_on + interval '4 months' THEN 'hired_temporary' ELSE 'hired_fixed' END, h.people
    FROM hired h JOIN jobs_vacancy v ON v.id = h.vacancy_id
)
SELECT COALESCE(field, ''), name, sum(count)::bigint FROM figure GROUP BY 1, 2
