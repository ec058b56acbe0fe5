"""What is kept is asked once, anew when it is old, and never grows without end."""

from candidates.keeping import Kept


def test_kept_until_it_is_old(monkeypatch):
    now, asked = [100.0], []
    monkeypatch.setattr("candidates.keeping.time.monotonic", lambda: now[0])
    kept = Kept(lambda name: asked.append(name) or name.upper(), seconds=60)
    assert [kept("a"), kept("a"), kept("b")] == ["A", "A", "B"]
    assert asked == ["a", "b"]
    now[0] += 60
    assert kept("a") == "A"
    assert asked == ["a", "b", "a"]


def test_it_forgets_on_demand_and_before_it_grows():
    asked = []
    kept = Kept(lambda number: asked.append(number) or number, most=3)
    for number in range(50):
        kept(number)
    assert len(kept._answers) <= 3
    kept.forget()
    kept(49)
    assert asked == [*range(50), 49]
