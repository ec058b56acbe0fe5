"""Files of the demo's evidence: small pictures marked SPECIMEN, sealed in the vault like any other file."""

import hashlib

from accounts.models import User
from portal.demo.papers import specimen
from portal.demo.people import Person
from vault import store
from vault.models import FileState, StoredFile

HEADINGS = {"cnic": "Identity card", "degree": "Degree", "test": "Test result", "experience": "Experience letter"}


class Specimens:
    """A picture for each person and paper, or, in a large demo, one picture of each kind for all."""

    def __init__(self, *, is_shared: bool):
        self.is_shared = is_shared
        self.shared: dict[str, StoredFile] = {}

    def file(self, kind: str, owner: User, one: Person) -> StoredFile:
        """A clean stored file for this paper."""
        if not self.is_shared:
            return _stored(kind, owner, one.full_name, one.highest.institution)
        if kind not in self.shared:
            self.shared[kind] = _stored(kind, None, "A demo person")
        return self.shared[kind]


def _stored(kind: str, owner: User | None, *lines: str) -> StoredFile:
    """Our own drawing needs no sanitiser: it is sealed and kept as an upload is after its checks."""
    picture = specimen(HEADINGS[kind], *lines)
    row = StoredFile(
        kind=kind,
        owner=owner,
        original_name=f"{kind}.png",
        media_type="image/png",
        size=len(picture),
        pages=1,
        sha256=hashlib.sha256(picture).hexdigest(),
        state=FileState.CLEAN,
    )
    row.wrapped_key = store.put(row, picture)
    row.save(force_insert=True)
    return row
