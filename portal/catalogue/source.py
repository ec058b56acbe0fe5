"""The texts that Python files and templates hold, read without GNU gettext."""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

# name of the call -> the arguments that are (context, singular, plural)
CALLS: dict[str, tuple[int | None, int, int | None]] = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
TEMPLATE_CALL = re.compile(r"(?<![A-Za-z_])(_|n?p?gettext)\(")
LITERAL = re.compile(r"""\s*u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*,?""", re.DOTALL)


@dataclass(frozen=True)
class Message:
    """One text to translate; equal messages are one entry of the catalogue."""

    singular: str
    plural: str = ""
    context: str = ""


@dataclass(frozen=True)
class Unreadable(Exception):
    """A text that is put together before it is translated: no catalogue can hold it."""

    place: str


def from_python(text: str, where: str) -> Iterator[Message]:
    """All texts of a Python file; raises Unreadable for a text that is joined or formatted inside the call."""
    tree = ast.parse(text)
    aliases = dict(_aliases(tree))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (shape := CALLS.get(_name(node.func, aliases))):
            context, singular, plural = (_constant(node, index, where) for index in shape)
            if singular:
                yield Message(singular, plural or "", context or "")


def _aliases(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The names under which the file knows Django's translating functions."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            yield from ((name.asname, name.name) for name in node.names if name.asname)


def _name(function: ast.expr, aliases: dict[str, str]) -> str:
    name = function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    name = aliases.get(name, name)
    return name.removesuffix("_lazy").removesuffix("_noop")


def _constant(node: ast.Call, index: int | None, where: str) -> str | None:
    if index is None or index >= len(node.args):
        return None
    argument = node.args[index]
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    if isinstance(argument, ast.JoinedStr | ast.BinOp):
        raise Unreadable(f"{where}:{node.lineno}")
    return None


def from_template(text: str, where: str) -> Iterator[Message]:
    """All texts of a template: translate, blocktranslate (trimmed, with context, with plural) and _("...") in tags."""
    code = templatize(text, origin=where)
    for call in TEMPLATE_CALL.finditer(code):
        texts, position = [], call.end()
        while found := LITERAL.match(code, position):
            texts.append(ast.literal_eval(found[1]))
            position = found.end()
        context, singular, plural = (texts[index] if index is not None and index < len(texts) else "" for index in CALLS[call[1]])
        if singular:
            yield Message(singular, plural, context)


def from_files(files: Iterable[Path], root: Path) -> dict[Message, set[str]]:
    """Each text with the files (relative to `root`) that hold it."""
    found: dict[Message, set[str]] = {}
    for path in files:
        where = path.relative_to(root).as_posix()
        read = from_python if path.suffix == ".py" else from_template
        for message in read(path.read_text(encoding="utf-8"), where):
            found.setdefault(message, set()).add(where)
    return found
