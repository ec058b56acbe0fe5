-- Companies with the last step of the company, its vacancies, letters or sent applications; the longest silence first. Each table is read
-- once, whatever the page: a subquery for each company would be asked again for every company.
SELECT * FROM (
    SELECT e.id, GREATEST(e.waiting_since, v.latest, d.latest, a.latest) AS last_word
    FROM jobs_employer e
    LEFT JOIN (
        SELECT employer_id, max(waiting_since) AS latest, bool_or(owner <> '' AND due_on < %(today)s) AS is_late, bool_or(state <> 'ended') AS is_running
        FROM jobs_vacancy GROUP BY 1
    ) v ON v.employer_id = e.id
    LEFT JOIN (
        SELECT employer_id, max(waiting_since) AS latest, bool_or(owner <> '' AND due_on < %(today)s) AS is_late
        FROM jobs_demandletter GROUP BY 1
    ) d ON d.employer_id = e.id
    LEFT JOIN (
        SELECT vacancy.employer_id, max(sent.waiting_since) AS latest, bool_or(sent.owner <> '' AND sent.due_on < %(today)s) AS is_late,
               bool_or(sent.owner <> '') AS is_running
        FROM applications_application sent JOIN jobs_vacancy vacancy ON vacancy.id = sent.vacancy_id WHERE sent.state <> 'draft' GROUP BY 1
    ) a ON a.employer_id = e.id
    WHERE (%(text)s = '' OR e.name_ja ILIKE %(like)s OR e.name_en ILIKE %(like)s OR e.corporate_number = %(text)s)
      AND CASE %(wanted)s
          WHEN 'unchecked' THEN e.state = 'registered'
          WHEN 'late' THEN (e.owner <> '' AND e.due_on < %(today)s) OR COALESCE(v.is_late, false) OR COALESCE(d.is_late, false) OR COALESCE(a.is_late, false)
          WHEN 'running' THEN e.owner <> '' OR COALESCE(v.is_running, false) OR COALESCE(a.is_running, false)
          ELSE true END
) found
WHERE %(moment)s::timestamptz IS NULL OR (last_word, id) > (%(moment)s::timestamptz, %(pk)s::bigint)
ORDER BY last_word, id LIMIT %(limit)s
