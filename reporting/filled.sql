-- Vacancies whose last seat was taken in the month: days from the publication until then, in Japan.
SELECT v.field_id, v.prefecture_id, v.employer_id, v.published_at, last.at
FROM jobs_vacancy v CROSS JOIN LATERAL (
    SELECT max(a.accepted_at) AS at FROM applications_application a
    WHERE a.vacancy_id = v.id AND a.state IN ('accepted', 'departed', 'arrived')) last
WHERE v.published_at IS NOT NULL AND v.seats_taken >= v.seats AND last.at >= %s AND last.at < %s
