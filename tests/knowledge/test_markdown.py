"""The safe subset of Markdown."""

import pytest

from infolinia.knowledge.markdown import plain, render, render_line


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[klik](javascript:alert(1))",
        "[klik](JaVaScRiPt&colon;alert(1))",
        "[klik](data:text/html;base64,PHNjcmlwdD4=)",
        "[klik](vbscript:x)",
        "![obraz](https://example.org/x.png)",
        "<a href='javascript:x'>a</a>",
        '[a](https://example.org/" onmouseover="x)',
        "<javascript:alert(1)>",
    ],
)
def test_nothing_hostile_becomes_markup(hostile: str) -> None:
    made = render(hostile)
    for wrong in ("<script", "<img", 'href="java', 'href="data', 'href="vb', "<a href='", '" onmouseover="'):
        assert wrong not in made.lower()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Do **7 dni**.", "<p>Do <strong>7 dni</strong>.</p>"),
        ("[strona](https://example.org)", '<p><a href="https://example.org" rel="noopener noreferrer">strona</a></p>'),
        ("[112](tel:112)", '<p><a href="tel:112" rel="noopener noreferrer">112</a></p>'),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("# nie nagłówek", "<p># nie nagłówek</p>"),
    ],
)
def test_what_editors_need_is_rendered(text: str, html: str) -> None:
    assert render(text) == html


def test_a_line_has_no_paragraph_and_its_words_come_back() -> None:
    assert render_line("Opłata **17 zł**\n& < 5") == "Opłata <strong>17 zł</strong> &amp; &lt; 5"
    assert plain(render_line("Opłata **17 zł** & < 5")) == "Opłata 17 zł & < 5"
