from __future__ import annotations

from typing import TYPE_CHECKING

from api_client.errors import SessionExpired
from app.core import routes
from app.password_reset.paths import PASSWORD_RESET
from tests.views.enrolment_steps import arrive, choose_password, in_both_layouts, type_code
from views.home.text import HomeText
from views.password_reset.text import PasswordResetText
from views.shell.formats import spoken
from views.shell.text import EndedText, WizardText
from views.sign_in.text import SignInText
from views.steps.text import CodeText, IdentifierText, ReceivedText

if TYPE_CHECKING:
    from app.password_reset.password_reset import PasswordResetFlow
    from tests.app.conftest import Demo, Find
    from tests.views.conftest import Open


@in_both_layouts
async def test_a_forgotten_password_leads_to_mon_compte(open_at: Open, demo: Demo, find: Find) -> None:
    """Identifier, channel, code, new password, each a screen with its title, and signed in at the end."""
    screen = open_at(routes.SIGN_IN)
    await arrive(screen, SignInText.HEADING)
    await screen.press(SignInText.PASSWORD_RESET)
    await arrive(screen, PasswordResetText.HEADING)
    await screen.press(WizardText.CONTINUE)
    await screen.until(lambda: screen.focused == [screen.field(IdentifierText.NIR)._i])
    await screen.type(IdentifierText.NIR, find("responsable-couple").identifier)
    await screen.press(WizardText.CONTINUE)
    await arrive(screen, PasswordResetText.CHANNEL_HEADING)
    await screen.press(PasswordResetText.channel(sms=True, destination="06 masqué 18"))
    await type_code(screen, demo, sms=True)
    await arrive(screen, PasswordResetText.PASSWORD_HEADING)
    await choose_password(screen, PasswordResetText.SAVE)
    await arrive(screen, HomeText.HEADING)


async def test_a_reset_that_is_over_says_so(open_at: Open, password_reset: PasswordResetFlow) -> None:
    """Nobody was signed in, and nothing is to be signed in to again: the password is what it was."""
    screen = open_at(PASSWORD_RESET)
    await arrive(screen, PasswordResetText.HEADING)
    password_reset.submit.fail(SessionExpired())
    password_reset.tell()
    await screen.until(lambda: screen.says(PasswordResetText.OVER_MORE))
    assert not screen.says(EndedText.HEADING)


async def test_nobody_sees_the_same_screens(open_at: Open, password_reset: PasswordResetFlow) -> None:
    """Nothing tells whether there is an account, and everybody reads what to do without a contact of theirs."""
    screen = open_at(PASSWORD_RESET)
    await arrive(screen, PasswordResetText.HEADING)
    await screen.type(IdentifierText.NIR, "1990175112045")
    await screen.press(WizardText.CONTINUE)
    await arrive(screen, PasswordResetText.CHANNEL_HEADING)
    assert screen.says(PasswordResetText.NOT_MINE_MORE)
    [first, *_] = password_reset.channels
    sms, destination = first.channel == "sms", str(spoken(first.masked_destination))
    to = PasswordResetText.channel(sms=sms, destination=destination)
    await screen.press(f"{PasswordResetText.OLD_SEND} {to[0].lower()}{to[1:]}")
    await screen.until(lambda: screen.says(PasswordResetText.OLD_SENT))
    await screen.press(to)
    await arrive(screen, CodeText.HEADING)
    assert screen.says(str(spoken(CodeText.sent(sms=sms, destination=first.masked_destination))))


async def test_what_to_do_without_a_contact_of_ones_own_is_at_hand(open_at: Open, find: Find) -> None:
    """Who is shown contacts that are nobody's reads it before the rest of the screen, and again where the code is."""
    screen = open_at(PASSWORD_RESET)
    await arrive(screen, PasswordResetText.HEADING)
    await screen.type(IdentifierText.NIR, find("ancien-seul").identifier)
    await screen.press(WizardText.CONTINUE)
    await arrive(screen, PasswordResetText.CHANNEL_HEADING)
    words = screen.words
    assert (
        words.index(PasswordResetText.SEND)
        < words.index(PasswordResetText.NOT_MINE)
        < words.index(PasswordResetText.OLD)
    )
    await screen.press(next(word for word in words if word.startswith("Par ")))
    await arrive(screen, CodeText.HEADING)
    assert screen.says(PasswordResetText.NOT_MINE_CODE)


async def test_a_code_received_before_leads_to_another(open_at: Open, demo: Demo, find: Find) -> None:
    """Where strangers had every code sent that can be, the screen asks for one of them."""
    screen = open_at(PASSWORD_RESET)
    await arrive(screen, PasswordResetText.HEADING)
    await screen.type(IdentifierText.NIR, find("responsable-couple").identifier)
    await screen.press(WizardText.CONTINUE)
    await arrive(screen, PasswordResetText.CHANNEL_HEADING)
    to = PasswordResetText.channel(sms=True, destination="06 masqué 18")
    for _ in range(5):
        await screen.press(to)
        await arrive(screen, CodeText.HEADING)
        await screen.press(CodeText.MODIFY)
        await arrive(screen, PasswordResetText.HEADING)
        await screen.press(WizardText.CONTINUE)
        await arrive(screen, PasswordResetText.CHANNEL_HEADING)
    assert not screen.says(ReceivedText.HEADING)
    await screen.press(to)
    await screen.until(lambda: screen.says(ReceivedText.HEADING))
    code = await demo.code()
    await screen.type(ReceivedText.LABEL, f"{(int(code) + 1) % 1_000_000:06d}")
    await screen.press(ReceivedText.SEND)
    await screen.until(lambda: screen.says(ReceivedText.REFUSED))
    await screen.type(ReceivedText.LABEL, code)
    await screen.press(ReceivedText.SEND)
    await arrive(screen, CodeText.HEADING)
