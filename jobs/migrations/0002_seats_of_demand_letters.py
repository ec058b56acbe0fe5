"""The seats of published vacancies never exceed those of their demand letter: the database refuses, also when two are published at once."""

from django.db import migrations

# A vacancy that has ended uses only the seats that were taken. The row lock on the letter makes parallel publishers take turns.
UP = """
CREATE FUNCTION jobs_demand_seats_hold(letter bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    available integer;
    used integer;
BEGIN
    SELECT seats INTO available FROM jobs_demandletter WHERE id = letter FOR NO KEY UPDATE;
    SELECT coalesce(sum(CASE WHEN state = 'ended' THEN seats_taken ELSE seats END), 0) INTO used
        FROM jobs_vacancy WHERE demand_letter_id = letter AND published_at IS NOT NULL;
    IF used > available THEN
        RAISE EXCEPTION 'demand_seats_never_exceeded: % of %', used, available
            USING ERRCODE = 'check_violation', CONSTRAINT = 'demand_seats_never_exceeded';
    END IF;
END $$;
CREATE FUNCTION jobs_vacancy_seats_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM jobs_demand_seats_hold(NEW.demand_letter_id);
    RETURN NULL;
END $$;
CREATE FUNCTION jobs_letter_seats_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM jobs_demand_seats_hold(NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER jobs_vacancy_seats_inserted AFTER INSERT ON jobs_vacancy
    FOR EACH ROW WHEN (NEW.demand_letter_id IS NOT NULL AND NEW.published_at IS NOT NULL)
    EXECUTE FUNCTION jobs_vacancy_seats_check();
CREATE TRIGGER jobs_vacancy_seats_updated AFTER UPDATE ON jobs_vacancy
    FOR EACH ROW WHEN (NEW.demand_letter_id IS NOT NULL AND NEW.published_at IS NOT NULL
        AND (OLD.demand_letter_id IS DISTINCT FROM NEW.demand_letter_id OR OLD.published_at IS NULL OR NEW.seats > OLD.seats
            OR (OLD.state = 'ended' AND NEW.state <> 'ended')))
    EXECUTE FUNCTION jobs_vacancy_seats_check();
CREATE TRIGGER jobs_letter_seats_updated AFTER UPDATE OF seats ON jobs_demandletter
    FOR EACH ROW WHEN (NEW.seats < OLD.seats)
    EXECUTE FUNCTION jobs_letter_seats_check();
"""
DOWN = """
DROP TRIGGER jobs_letter_seats_updated ON jobs_demandletter;
DROP TRIGGER jobs_vacancy_seats_updated ON jobs_vacancy;
DROP TRIGGER jobs_vacancy_seats_inserted ON jobs_vacancy;
DROP FUNCTION jobs_letter_seats_check();
DROP FUNCTION jobs_vacancy_seats_check();
DROP FUNCTION jobs_demand_seats_hold(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("jobs", "0001_initial")]
    operations = [migrations.RunSQL(UP, DOWN)]
