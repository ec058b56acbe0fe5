"""Every reason that a pure rule can return has a sentence, and every sentence has a reason. Read from the source, so nothing is missed."""

import ast
import re
from pathlib import Path

import pytest

from applications.rules import CLOSE_GROUNDS, NOT_SELECT_GROUNDS, WRITTEN_CONDITIONS
from jobs.disclosure import ITEMS
from jobs.rules import TRANSLATED
from jobs.wording import INSTEAD, PATTERNS

ROOT = Path(__file__).parent.parent
FILES = {
    "jobs": ["corporate_number", "plausible", "wages", "disclosure", "wording", "rules"],
    "candidates": ["identity", "mrz", "katakana", "language", "eligibility", "requirements", "points", "reach", "resume", "rules"],
    "applications": ["rules"],
}
MADE = {
    "jobs": {
        *(item.code for item in ITEMS),
        *(pattern.code for pattern in PATTERNS),
        *INSTEAD.values(),
        *(f"{name}_{language}_missing" for name in TRANSLATED for language in ("ja", "en")),
    },
    "candidates": set(),
    "applications": {f"offer_{name}_missing" for name in WRITTEN_CONDITIONS},
}
CODED = re.compile(r"(?:req|next)_[a-z0-9_]+")


def words_of(app, name="WORDS"):
    """The sentences of an app's words.py by code."""
    tree = ast.parse((ROOT / app / "words.py").read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and node.targets[0].id == name:
            pairs = zip(node.value.keys, node.value.values, strict=True)
            return {key.value: call.args[0].value for key, call in pairs}
    raise AssertionError(f"{app}/words.py has no {name}")


def codes_of(app):
    """Codes in the source: first words of Reason and the coded errors, keys of the tables of checks, and strings like req_ and next_."""
    found = set(MADE[app])
    for name in FILES[app]:
        for node in ast.walk(ast.parse((ROOT / app / f"{name}.py").read_text(encoding="utf-8"))):
            found |= called_with(node) | table_of(node)
            if app == "candidates" and isinstance(node, ast.Constant) and CODED.fullmatch(str(node.value)):
                found.add(node.value)
    return found


def called_with(node):
    """The constants that a Reason, IdentityInvalid or CorporateNumberInvalid is made from."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args):
        return set()
    if node.func.id not in ("Reason", "IdentityInvalid", "CorporateNumberInvalid"):
        return set()
    return {
        part.value
        for part in ast.walk(node.args[0])
        if isinstance(part, ast.Constant) and part.value not in ("suspended", "_missing", "offer_", "_")
    }


def table_of(node):
    """The codes of a table named checks (keys) or warnings (values)."""
    if not (isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and isinstance(node.value, ast.Dict)):
        return set()
    parts = {"checks": node.value.keys, "warnings": node.value.values}.get(node.targets[0].id, [])
    return {part.value for part in parts}


@pytest.mark.parametrize("app", FILES)
def test_every_code_of_the_rules_has_a_sentence(app):
    assert codes_of(app) - set(words_of(app)) == set()


@pytest.mark.parametrize("app", FILES)
def test_every_sentence_has_a_code_somewhere_in_its_app(app):
    sources = [path for path in (ROOT / app).rglob("*.py") if path.name != "words.py" and "migrations" not in path.parts]
    said = set(MADE[app])
    for path in sources:
        said |= {node.value for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Constant)}
    assert set(words_of(app)) - said == set()


def test_no_code_stands_in_two_apps():
    apps = [set(words_of(app)) for app in FILES]
    assert sum(map(len, apps)) == len(set().union(*apps))


def test_every_ground_has_a_sentence():
    assert set(words_of("applications", "GROUND_WORDS")) == {*NOT_SELECT_GROUNDS, *CLOSE_GROUNDS}


@pytest.mark.parametrize("app", FILES)
def test_sentences_use_only_values_that_their_reason_gives(app):
    given = {"unlawful": {"field", "words", "instead"}, "doubtful": {"field", "words", "instead"}}
    for name in FILES[app]:
        for node in ast.walk(ast.parse((ROOT / app / f"{name}.py").read_text(encoding="utf-8"))):
            if called_with(node) and len(node.args) == 2:
                keys = {pair.elts[0].value for pair in node.args[1].elts} if isinstance(node.args[1], ast.Tuple) else set()
                given |= {code: keys for code in called_with(node)}
    sentences = words_of(app)
    for code in codes_of(app):
        used = set(re.findall(r"%\((\w+)\)s", sentences[code]))
        assert used <= given.get(code, given.get(code.split("_")[0], set())), code


@pytest.mark.parametrize("app", FILES)
def test_sentences_are_plain(app):
    for sentence in words_of(app).values():
        assert not re.search(r"\b(please|kindly|sorry|invalid)\b", sentence, re.IGNORECASE)
        assert "%" not in re.sub(r"%\(\w+\)s", "", sentence)
