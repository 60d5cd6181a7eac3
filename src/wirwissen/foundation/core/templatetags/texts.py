"""Texts that people write: Markdown, cleaned to an allow-list (`{% load texts %}`)."""

import nh3
from django import template
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

register = template.Library()

_TAGS = {
    "p", "br", "hr", "ul", "ol", "li", "strong", "em", "blockquote", "code", "a",
    "h2", "h3", "h4",
}
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
_SCHEMES = {"https", "http", "mailto", "tel"}


@register.filter
def markdown(text: str | None) -> SafeString:
    """CommonMark as safe HTML: no images, no raw HTML; headings begin at h2, lines stay lines."""
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True})
    tokens = reader.parse(text or "")
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            # The page has its one h1 already.
            token.tag = f"h{min(int(token.tag[1]) + 1, 4)}"
    html = reader.renderer.render(tokens, reader.options, {})
    return mark_safe(  # noqa: S308  (cleaned on this line)
        nh3.clean(
            html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES,
            link_rel="noopener noreferrer",
        )
    )
