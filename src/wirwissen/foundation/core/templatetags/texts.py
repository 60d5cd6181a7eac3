"""Texts that people write: Markdown, cleaned to an allow-list (`{% load texts %}`)."""

from collections.abc import Sequence

import nh3
from django import template
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

register = template.Library()

_TAGS = {
    "p",
    "br",
    "hr",
    "ul",
    "ol",
    "li",
    "strong",
    "em",
    "blockquote",
    "code",
    "a",
    "h2",
    "h3",
    "h4",
}
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
_SCHEMES = {"https", "http", "mailto", "tel"}


@register.filter
def markdown(text: str | None, first_level: int = 2) -> SafeString:
    """CommonMark as safe HTML: no images, no raw HTML, lines stay lines.

    The highest heading becomes h2 (or `first_level`), and none is skipped below it.
    """
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True})
    tokens = reader.parse(text or "")
    _level_headings(tokens, first_level)
    html = reader.renderer.render(tokens, reader.options, {})
    return mark_safe(  # cleaned on the next line
        nh3.clean(
            html,
            tags=_TAGS,
            attributes=_ATTRIBUTES,
            url_schemes=_SCHEMES,
            link_rel="noopener noreferrer",
        )
    )


def _level_headings(tokens: Sequence[Token], first_level: int) -> None:
    """Rename the headings in place: the page has an h1 already, and h2 is followed by h3."""
    kinds = {"heading_open", "heading_close"}
    ranks = sorted({token.tag for token in tokens if token.type in kinds})
    before = first_level - 1
    for token in tokens:
        if token.type in kinds:
            level = min(first_level + ranks.index(token.tag), 4)
            if token.type == "heading_open":
                before = min(level, before + 1)
            token.tag = f"h{before}"
