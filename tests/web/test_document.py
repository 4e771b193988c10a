"""The document around what is drawn."""

import pytest

from web.document import Links, Product, document

_BUTTON = '<button type="submit" name="press" value="e9" form="acts" data-brings>Une question</button>'
_STEP = '<form id="e2" method="post" novalidate><button id="e3">Continuer</button></form>'
_SEARCH = '<form id="e4" method="get" action="/rechercher" role="search"></form>'


@pytest.mark.parametrize(
    ("shown", "form"), [("", "acts"), (_STEP, "e2"), (_SEARCH, "acts"), (_SEARCH + _STEP, "e2")]
)
def test_what_brings_a_form_along_sends_the_one_before_it(shown: str, form: str) -> None:
    """Where a page is posted as a whole; on a screen without a form it is a press like any other."""
    links = Links(script="", modules=(), sheet="", manifest="", icons={})
    page = document(Product(), links, title="", shown=shown + _BUTTON, attributes={}, token="")
    assert f'value="e9" form="{form}"' in page
