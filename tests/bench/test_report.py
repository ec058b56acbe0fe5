"""The files that outside checks read."""

import json

from bench._report import Report, percentile


def written(report: Report) -> tuple[int, dict]:
    code = report.write()
    return code, json.loads((report.folder / f"{report.name}.json").read_text())


def test_a_report_has_the_promised_form(tmp_path, monkeypatch):
    monkeypatch.setenv("SIZE", "ci")
    report = Report("speed", tmp_path)
    report.figure("steps per second", 12.34567)
    report.goal("page: queries", 4, at_most=6)
    report.goal("drain: per second", 20, at_least=25)
    report.wrong("lost", 0)
    assert written(report) == (
        0,
        {
            "name": "speed",
            "size": "ci",
            "mismatches": 0,
            "figures": {"steps per second": 12.346},
            "ratios": {
                "page: queries": {"measured": 4, "goal": 6, "holds": True},
                "drain: per second": {"measured": 20, "goal": 25, "holds": False},
            },
        },
    )


def test_a_wrong_result_fails_the_benchmark(tmp_path):
    report = Report("wrong", tmp_path)
    report.wrong("lost", 2)
    report.wrong("doubled", 1)
    code, found = written(report)
    assert (code, found["mismatches"]) == (1, 3)


def test_percentiles():
    values = [float(number) for number in range(1, 102)]
    assert (percentile(values, 50), percentile(values, 99), percentile([3.0], 99)) == (51.0, 100.0, 3.0)
