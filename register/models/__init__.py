from register.models.claim import Draft, RegisterClaim
from register.models.duplicate import Duplicate, MovedRow, Round
from register.models.entry import RegisterEntry
from register.models.loading import Problem, RegisterImport, Staged

__all__ = ["Draft", "Duplicate", "MovedRow", "Problem", "RegisterClaim", "RegisterEntry", "RegisterImport", "Round", "Staged"]
