"""A small, safe part of Markdown: paragraphs, headings, lists, emphasis, links to https. No pictures, no HTML. Pure."""

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

TAGS = {"h2", "h3", "p", "ul", "ol", "li", "strong", "em", "a", "br"}
RULES = ["heading", "list", "emphasis", "link", "escape", "newline", "entity"]


class HttpsOnly(MarkdownIt):
    """A link leads to https or is plain text."""

    def validateLink(self, url: str) -> bool:
        return url.startswith("https://")


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return HttpsOnly("zero", {"html": False, "linkify": False}).enable(RULES)


def _levels(tokens: list[Token]) -> None:
    """Headings stand under the page's own h1: h2 and h3, nothing else."""
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = "h2" if token.tag in ("h1", "h2") else "h3"


def to_html(text: str) -> str:
    """HTML that holds only these few tags, whatever was typed; cleaned once more by a second library."""
    parser = _parser()
    tokens = parser.parse(text)
    _levels(tokens)
    html = parser.renderer.render(tokens, parser.options, {})
    return nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"https"}, link_rel="noopener noreferrer")
