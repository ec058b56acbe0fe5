"""OEC's register brought in through the staging table, beside a row-by-row import by the ORM; the same file again changes nothing."""

import resource
import sys
import time
from collections.abc import Iterator

from accounts.models import User
from accounts.roles import Role
from bench._report import Report, at_size
from candidates.transitions import today
from register import imports, staging
from register.models import RegisterEntry, RegisterImport
from register.rows import check

COLUMNS = {"number": 0, "cnic": 1, "full_name": 2, "birth_date": 3, "phone": 4, "district": 5, "trade": 6}
CALM = 2_000


def line(n: int) -> str:
    return (
        f"B-{n},{10_000 + n // 10_000_000}-{n % 10_000_000:07}-1,Ali Raza,{1 + n % 28}/3/199{n % 9},0300{n % 10_000_000:07},Lahore,Welder\n"
    )


def lines(count: int, first: int = 0) -> Iterator[bytes]:
    yield b"number,cnic,name,dob,phone,district,trade\n"
    for n in range(first, first + count, 1000):
        yield "".join(line(m) for m in range(n, min(n + 1000, first + count))).encode()


def load(by: User, count: int) -> tuple[RegisterImport, float]:
    """The finished import, and its seconds."""
    found = imports.receive(lines(count), name="bench.csv", size=count * 70, by=by)
    start = time.perf_counter()
    imports.start(found, COLUMNS)
    while imports.work():
        pass
    found.refresh_from_db()
    return found, time.perf_counter() - start


def one_by_one(count: int) -> float:
    """The baseline: each row looked up and saved by the ORM; rows a second."""
    districts, day, start = staging.known_districts(), today(), time.perf_counter()
    for n in range(count):
        cells = dict(zip(COLUMNS, line(5_000_000 + n).rstrip().split(","), strict=True))
        values = check(cells, today=day, districts=districts).values
        if not RegisterEntry.objects.with_cnic(values["cnic"]).exists():
            pk = values.pop("district", None)
            RegisterEntry.objects.create(district_id=pk, fingerprint=staging.fingerprint_of(values), **values)
    return count / (time.perf_counter() - start)


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    """0 if every result was right."""
    report, count = Report("register_import"), at_size(ci=20_000, full=400_000)
    by = User.objects.filter(role=Role.OEC_OFFICER).first()
    slow = one_by_one(CALM)
    first, seconds = load(by, count)
    again, repeat = load(by, count)
    report.goal("rows a second", count / seconds, at_least=1500)
    report.goal("most memory of the process, MB", megabytes(), at_most=300)
    report.figure("rows a second, the same file again", count / repeat)
    report.figure("rows a second, row by row with the ORM (baseline)", slow)
    report.goal("times quicker than row by row", count / seconds / slow, at_least=1)
    report.wrong("rows that did not come in", count - first.counts.get("new", 0))
    report.wrong("rows that the same file changed", count - again.counts.get("same", 0))
    return report.write()


if __name__ == "__main__":
    sys.exit(main())
