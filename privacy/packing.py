"""The ZIP of a person's own data: data.json with everything, the files as they were brought, and a page that says what is what."""

import io
import json
import zipfile

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import override

from accounts.models import User
from privacy import own_data
from vault import store

VERSION = "1"
README = "README.txt"


def packed(user: User) -> bytes:
    """The whole copy in memory, never in the clear on a disk: a person may bring 60 MB at most."""
    data, names = own_data.export(user), []
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as parcel:
        for name, stored in own_data.files(user):
            names.append({"name": f"files/{name}", "type": stored.media_type, "sha256": stored.sha256})
            parcel.writestr(zipfile.ZipInfo(f"files/{name}", timezone.now().timetuple()[:6]), store.clean_bytes(stored))
        parcel.writestr("data.json", written(user, data, names))
        parcel.writestr(README, readme(user))
    return out.getvalue()


def written(user: User, data: dict[str, object], names: list[dict[str, str]]) -> str:
    """data.json: English keys, dates in ISO 8601 (UTC), every section also when it is empty."""
    about = {"format": VERSION, "made_at": timezone.now().isoformat(timespec="seconds"), "site": str(settings.SITE_NAME)}
    return json.dumps({"about": about, **data, "files": names}, ensure_ascii=False, indent=1)


def readme(user: User) -> str:
    """What is in the parcel and what each section of data.json holds, in the person's language."""
    with override(user.language):
        return render_to_string("privacy/readme.html", {"user": user, "helpline": settings.HELPLINE, "site": settings.SITE_NAME})
