-- Each stay that ended in the month: when the case came into the state, when it left, and whose it was; of an employer by its organisation.
SELECT e.subject_kind, e.source_state, CASE WHEN e.actor_role IN %s THEN e.actor_id END AS officer, d.id AS district, v.field_id AS field, m.party_id AS company, came.at, e.at
FROM workflow_entry e
CROSS JOIN LATERAL (
    SELECT f.at FROM workflow_entry f
    WHERE f.subject_kind = e.subject_kind AND f.subject_id = e.subject_id AND f.seq < e.seq
      AND f.target_state = e.source_state AND f.source_state <> f.target_state
    ORDER BY f.seq DESC LIMIT 1) came
LEFT JOIN applications_application a ON e.subject_kind = 'application' AND a.id = e.subject_id
LEFT JOIN candidates_evidence x ON e.subject_kind = 'evidence' AND x.id = e.subject_id
LEFT JOIN candidates_profile p ON p.id = COALESCE(a.candidate_id, x.profile_id)
LEFT JOIN candidates_district d ON d.id = p.district_id
LEFT JOIN jobs_vacancy v ON v.id = CASE e.subject_kind WHEN 'application' THEN a.vacancy_id WHEN 'vacancy' THEN e.subject_id END
LEFT JOIN jobs_employer m ON m.id = v.employer_id
WHERE e.at >= %s AND e.at < %s AND e.source_state <> e.target_state AND (e.subject_kind, e.source_state) IN %s
