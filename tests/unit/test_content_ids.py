"""The parts that HTML refers to by their content ids."""

from __future__ import annotations

import pytest

from aiojmap._compose.references import content_ids


@pytest.mark.parametrize(
    "html",
    [
        '<img src="cid:a@b">',
        "<IMG SRC='CID:a@b'/>",
        "<img src=cid:a@b>",
        '<img src=" cid:a@b ">',
        '<img src="cid:a%40b">',
        '<img src="cid:a&#64;b">',
        '<td background="cid:a@b">',
        '<a href="cid:a@b">picture</a>',
        '<video poster="cid:a@b"></video>',
        '<object data="cid:a@b"></object>',
        '<svg><image xlink:href="cid:a@b"/></svg>',
        '<img srcset="https://x.example/y 1x, cid:a@b 2x">',
        '<p style="background: url(cid:a@b)">',
        "<p style=\"background: url( 'cid:a@b' )\">",
        '<!DOCTYPE html><p style="background: url(cid:a@b )">',
        '<style>p { background: URL("cid:a@b") }</style>',
        '<!--[if gte mso 9]><v:fill src="cid:a@b"/><![endif]-->',
        '<![if !mso]><img src="cid:a@b"><![endif]>',
        '<![odd]><img src="cid:a@b">',
        '<img src="cid:a@b"><img src="cid:a@b">',
    ],
)
def test_a_link_is_found_wherever_html_has_one(html: str) -> None:
    """In attributes, style sheets and what Outlook reads, however it is written."""
    assert content_ids(html) == ["a@b"]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>cid:a@b",
        '<p title="cid:a@b">',
        '<p title="url(cid:a@b)">',
        '<!-- ]> <img src="cid:a@b"> -->',
        "<pre>&lt;img src=&quot;cid:a@b&quot;&gt;</pre>",
        '<!-- <img src="cid:a@b"> -->',
        '<img src="https://x.example/cid:a@b">',
        '<img src="acid:a@b">',
        '<p class=" <img src="cid:a@b">',
        "<p style>",
        "<img src srcset>",
        "<![",
        "<!",
        "<p>url(cid:a@b)",
    ],
)
def test_what_only_looks_like_a_link_is_none(html: str) -> None:
    """Words about links are no links, and broken HTML is no error."""
    assert content_ids(html) == []


def test_links_come_in_their_order() -> None:
    """The first that is wrong is the first to be named."""
    html = '<img src="cid:b"><p style="background:url(cid:a)"><img src="cid:b">'

    assert content_ids(html) == ["b", "a"]
