from reviews.models.cases import Assignment, Balance, Batch, Call, Claim, Decision, Deputy, Digest, Recusal, Remit, roles_beside
from reviews.models.loads import Load
from reviews.models.saved import SavedFilter

__all__ = [
    "Assignment",
    "Balance",
    "Batch",
    "Call",
    "Claim",
    "Decision",
    "Deputy",
    "Digest",
    "Load",
    "Recusal",
    "Remit",
    "SavedFilter",
    "roles_beside",
]
