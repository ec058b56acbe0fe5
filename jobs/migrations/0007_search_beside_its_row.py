from django.db import migrations

# The words of a vacancy stay in its row, as they are: a common word is then compared without fetching and unpacking 2 KB for each
# vacancy. What the list does not read (long texts, the words before they were cut) goes out of the row instead. Two rows fit a page.
BESIDE = """
ALTER TABLE jobs_vacancy ALTER COLUMN search SET STORAGE MAIN;
ALTER TABLE jobs_vacancy SET (toast_tuple_target = 4000);
"""
APART = """
ALTER TABLE jobs_vacancy ALTER COLUMN search SET STORAGE EXTENDED;
ALTER TABLE jobs_vacancy RESET (toast_tuple_target);
"""


def write_anew(apps, schema_editor):
    """Rows that are there already move too; `prepare` writes the words of those that have none, now with the marks of skills."""
    schema_editor.execute("UPDATE jobs_vacancy SET search_terms = ''")


class Migration(migrations.Migration):
    atomic = False  # the rows are written after the table was altered
    dependencies = [("jobs", "0006_drafts_thrown_away")]

    operations = [migrations.RunSQL(BESIDE, APART), migrations.RunPython(write_anew, migrations.RunPython.noop)]
