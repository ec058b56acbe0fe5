"""The history of a document says to which page its check leads."""

from django.db import migrations

BEFORE = "kind side file_id education_id experience_id test_id expires_on checked_how checked_reference fault checked_by_id"
AFTER = f"{BEFORE} checked_link"


def triggers(columns: str) -> str:
    told = f"'profile_id', '{','.join(columns.split())}', ''"
    old, new = (", ".join(f'{side}."{name}"' for name in columns.split()) for side in ("OLD", "NEW"))
    return f"""
DROP TRIGGER records_kept_changes ON candidates_evidence;
DROP TRIGGER records_kept_rows ON candidates_evidence;
CREATE TRIGGER records_kept_rows AFTER INSERT OR DELETE ON candidates_evidence FOR EACH ROW EXECUTE FUNCTION records_keep({told});
CREATE TRIGGER records_kept_changes AFTER UPDATE ON candidates_evidence FOR EACH ROW
    WHEN (({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION records_keep({told});
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0004_decisions_of_a_batch"), ("candidates", "0007_link_to_the_check")]
    operations = [migrations.RunSQL(triggers(AFTER), triggers(BEFORE))]
