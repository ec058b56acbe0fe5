-- One row a person: level as in candidates/language.py (JLPT as it is, JFT-Basic as N4, BJT from 400 as N2, from 480 as N1); proof: the
-- certificate of that level, else a degree or experience that OEC verified. Who accepted a job or leaves the portal is not in the stock.
WITH certificate AS (
    SELECT t.profile_id,
           CASE WHEN t.kind = 'jlpt' THEN t.level WHEN t.kind = 'jft' THEN 'N4'
                WHEN t.score >= 480 THEN 'N1' WHEN t.score >= 400 THEN 'N2' END AS level,
           EXISTS (SELECT FROM candidates_evidence e WHERE e.test_id = t.id AND e.state = 'verified') AS is_proved
    FROM candidates_testresult t WHERE t.is_passed AND t.kind IN ('jlpt', 'jft', 'bjt')
), best AS (
    SELECT DISTINCT ON (profile_id) profile_id, level, is_proved FROM certificate WHERE level IN ('N1', 'N2', 'N3', 'N4', 'N5')
    ORDER BY profile_id, level, is_proved DESC
), proved AS (
    SELECT DISTINCT profile_id FROM candidates_evidence WHERE state = 'verified' AND kind IN ('degree', 'experience')
), person AS (
    SELECT p.id, COALESCE(b.level, '') AS level, COALESCE(b.is_proved, v.profile_id IS NOT NULL) AS is_proved,
           CASE WHEN p.can_start_on IS NULL THEN 'unsaid' WHEN p.can_start_on <= %(today)s::date + 31 THEN 'now'
                WHEN p.can_start_on <= %(today)s::date + 92 THEN 'soon' ELSE 'later' END AS ready
    FROM candidates_profile p JOIN accounts_user u ON u.id = p.user_id AND u.is_active
    LEFT JOIN best b ON b.profile_id = p.id LEFT JOIN proved v ON v.profile_id = p.id
    WHERE NOT EXISTS (SELECT FROM applications_application a WHERE a.candidate_id = p.id AND a.state IN ('accepted', 'departed', 'arrived'))
      AND NOT EXISTS (SELECT FROM privacy_deletion d WHERE d.user_id = u.id AND d.state <> 'undone')
), has AS (
    SELECT 'all' AS kind, '' AS code, id FROM person
    UNION ALL SELECT 'skill', s.skill_id, s.profile_id FROM candidates_profileskill s
    UNION ALL SELECT DISTINCT 'group', k."group", s.profile_id FROM candidates_profileskill s JOIN jobs_skill k ON k.code = s.skill_id
    UNION ALL SELECT DISTINCT 'field', f.code, p.id FROM candidates_profile p CROSS JOIN LATERAL unnest(p.wanted_fields) AS f(code)
)
INSERT INTO outreach_talentcell (kind, code, japanese, is_proved, ready, people, counted_at)
SELECT has.kind, has.code, person.level, person.is_proved, person.ready, count(*), %(now)s
FROM has JOIN person ON person.id = has.id GROUP BY 1, 2, 3, 4, 5
