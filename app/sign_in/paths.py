"""Who may stand at the sign-in, whose paths are ones that people are sent to."""

from typing import Final

from app.core.routes import CODE, SIGN_IN, Door, Phase

DOORS: Final = {
    SIGN_IN: Door(frozenset({Phase.SIGNED_OUT, Phase.ENDED})),
    CODE: Door(frozenset({Phase.CODE_ASKED})),
}
