from register.models.claim import Draft, RegisterClaim
from register.models.entry import RegisterEntry
from register.models.loading import Problem, RegisterImport, Staged

__all__ = ["Draft", "Problem", "RegisterClaim", "RegisterEntry", "RegisterImport", "Staged"]
