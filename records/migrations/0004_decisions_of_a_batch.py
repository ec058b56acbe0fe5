"""The history of decisions says of which batch each is, and that the reasons of a refused release changed."""

from django.db import migrations

BEFORE = (
    "subject_kind subject_ref step version by_id reason is_shared reach decided_at release_at released_at undone_at refused_at",
    "note remarks refusal",
)
AFTER = (f"{BEFORE[0]} batch_id", f"{BEFORE[1]} refused_for")


def triggers(plain: str, hidden: str) -> str:
    told = f"'', '{','.join(plain.split())}', '{','.join(hidden.split())}'"
    both = plain.split() + hidden.split()
    old, new = (", ".join(f'{side}."{name}"' for name in both) for side in ("OLD", "NEW"))
    return f"""
DROP TRIGGER records_kept_changes ON reviews_decision;
DROP TRIGGER records_kept_rows ON reviews_decision;
CREATE TRIGGER records_kept_rows AFTER INSERT OR DELETE ON reviews_decision FOR EACH ROW EXECUTE FUNCTION records_keep({told});
CREATE TRIGGER records_kept_changes AFTER UPDATE ON reviews_decision FOR EACH ROW
    WHEN (({old}) IS DISTINCT FROM ({new})) EXECUTE FUNCTION records_keep({told});
"""


class Migration(migrations.Migration):
    dependencies = [("records", "0003_logs_only_grow"), ("reviews", "0006_batches")]
    operations = [migrations.RunSQL(triggers(*AFTER), triggers(*BEFORE))]
