"""One person at one browser tab, who finds everything by its role and its French name."""

import asyncio
import re
from typing import ClassVar, Literal, NamedTuple, Self
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Locator, Page, WebSocket, expect

from server.demo.accounts import DEMO_ACCOUNTS, DemoAccount
from tests.support.patience import PATIENCE_S

ACCOUNTS = {account.role: account for account in DEMO_ACCOUNTS}
NIR = "Numéro de Sécurité sociale"
PROVISIONAL = "Identifiant provisoire"
PASSWORD = "Mot de passe"

MOST_TABS = 60
"""More than any screen has places to stop at."""

# All that is put into a live region is said; what goes from it is not.
_LISTEN = """
  window.heard = [];
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      const element = target.nodeType === Node.TEXT_NODE ? target.parentElement : target;
      if (!element?.closest?.('[aria-live], [role=status], [role=alert]')) continue;
      const said = target === element ? [...addedNodes].map((node) => node.textContent).join(' ') : target.data;
      if (said.trim()) heard.push(said.trim().replace(/’/g, "'").replace(/\\s+/g, ' '));
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
"""

_TOLD = """(text) => {
  const { activeElement: here, body } = document;
  const words = here.textContent.replace(/’/g, "'").replace(/\\s+/g, ' ');
  return here !== body && (words.includes(text) || heard.some((said) => said.includes(text)));
}"""

expect.set_options(timeout=PATIENCE_S * 1000)


def plain(text: str) -> str:
    """Return `text` as it is noted when it is said."""
    return re.sub(r"\s+", " ", text.replace("’", "'"))


def written(text: str | re.Pattern[str], *, whole: bool = False) -> re.Pattern[str]:
    """Return what finds `text` as a page may write it: with curly apostrophes, and spaces that do not break a line."""
    if isinstance(text, re.Pattern):
        source, flags = text.pattern, text.flags
    else:
        source, flags = re.escape(text), re.UNICODE.value
    source = re.sub(r"[ \u00a0\u202f]", r"\\s", source.replace(r"\ ", " ").replace("'", "['’]"))
    return re.compile(f"^{source}$" if whole else source, flags)


class Size(NamedTuple):
    """A window, in CSS pixels. Tall: a screen is seen whole, and nothing has to be scrolled to."""

    width: int
    height: int


PHONE = Size(412, 1600)
DESKTOP = Size(1280, 1100)


class Visitor:
    """A tab, what the page in it asked of the network, and the hosts that it may ask."""

    LISTEN: ClassVar[str] = _LISTEN
    """Has the page note in `heard` what a screen reader is given to say."""

    NAMED: ClassVar[str] = """(({ labels, ariaLabel, textContent }) =>
      (ariaLabel ?? (labels?.[0] ?? { textContent }).textContent).slice(0, 60))(document.activeElement)"""
    """Returns what has the focus by its name."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.hosts = {urlsplit(address).netloc}
        self.requests: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", self._note_socket)
        self._served = asyncio.Event()

    def _note_socket(self, socket: WebSocket) -> None:
        self.requests.append(socket.url)
        served = self._served
        socket.on("framereceived", lambda _: served.set())

    @classmethod
    async def enter(cls, context: BrowserContext, address: str) -> Self:
        """Open an empty tab."""
        page = await context.new_page()
        page.set_default_timeout(PATIENCE_S * 1000)
        await page.add_init_script(cls.LISTEN)
        return cls(page, address)

    async def beside(self) -> Self:
        """Open another tab of the same browser."""
        return await self.enter(self.page.context, self.address)

    async def kept(self) -> str:
        """Return all that the browser keeps, cookies included that no page can read."""
        stored: str = await self.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
        return f"{stored} {await self.page.context.cookies()}"

    async def forget(self) -> None:
        """Have the browser keep nothing any more."""
        await self.page.evaluate("localStorage.clear(); sessionStorage.clear()")
        await self.page.context.clear_cookies()

    async def is_served(self) -> None:
        """Wait until the host serves this very page: one of nobody is, once somebody comes to a field."""
        async with asyncio.timeout(PATIENCE_S):
            await self._served.wait()

    def is_served_no_more(self) -> None:
        """Take note that the host was stopped: it serves the page once it says something again, by another socket."""
        self._served = asyncio.Event()  # what the one before said last may be heard of after this

    async def open(self, route: str, heading: str) -> None:
        """Type an address, and wait for the screen so titled."""
        await self.page.goto(self.address + route)
        await self.sees(heading)

    async def sees(self, heading: str | re.Pattern[str]) -> None:
        """Wait for the screen so titled, alone on the page."""
        whole = isinstance(heading, str)
        await expect(self.page.get_by_role("heading", level=1)).to_have_text(written(heading, whole=whole))
        # The title follows once the screen is settled: a redirection is then over.
        title = written(heading).pattern
        await expect(self.page).to_have_title(re.compile(rf"^(Erreur\s: )?({title})( – Mon Compte)?$"))

    @property
    def screen(self) -> Locator:
        """What is shown: all but what is there to be said alone."""
        return self.page.locator("#root")

    @property
    def top(self) -> Locator:
        """Where one can be: the question over the page, or the page where none is asked."""
        return self.page.locator("dialog:modal, body:not(:has(dialog:modal))")

    async def reads(self, *texts: str) -> None:
        """Wait until the screen says each of these, to anybody."""
        for text in texts:
            await expect(self.screen).to_contain_text(written(text))

    async def is_told(self, text: str) -> None:
        """Wait until one stands on the notice that answers what was done, or hears it and still stands somewhere."""
        await self.page.wait_for_function(_TOLD, arg=plain(text))
        await self.reads(text)

    async def is_led_to(self, name: str) -> None:
        """Wait until one stands on what sums up the faults of a form, and leads to a field by its name first."""
        first = self.page.locator(":focus").get_by_role("link").first
        await expect(first).to_have_text(re.compile(f"^{written(name).pattern}\\s:"))

    async def hears(self, text: str) -> None:
        """Wait until a screen reader was given this to say, politely and without the focus moving."""
        await self.page.wait_for_function(
            "text => heard.some((said) => said.includes(text))", arg=plain(text)
        )

    async def reads_no(self, *texts: str) -> None:
        """Wait until the screen says none of these."""
        for text in texts:
            await expect(self.screen).not_to_contain_text(written(text))

    async def told(self, name: str, error: str) -> None:
        """Wait until a field is wrong, and says so and how to mend it by itself."""
        await expect(self.field(name)).to_have_attribute("aria-invalid", "true")
        await expect(self.field(name)).to_have_accessible_description(written(error))

    def field(self, name: str) -> Locator:
        """Find a field by the beginning of its name: whether it must be filled in is said after it."""
        named = re.compile(f"^{written(name).pattern}")
        return self.top.get_by_role("textbox", name=named).or_(self.top.get_by_role("combobox", name=named))

    def group(self, name: str, error: str = "") -> Locator:
        """Find what holds fields that belong together, by the name of all, and what is wrong with them."""
        named = self.top.get_by_role("group", name=written(name, whole=True))
        return named.filter(has_text=written(error)) if error else named

    def radio(self, name: str | re.Pattern[str]) -> Locator:
        """Find one of several choices."""
        return self.top.get_by_role("radio", name=written(name))

    def checkbox(self, name: str | re.Pattern[str]) -> Locator:
        """Find a box to tick."""
        return self.top.get_by_role("checkbox", name=written(name))

    def button(self, name: str | re.Pattern[str]) -> Locator:
        """Find a button."""
        return self._by_role("button", name)

    def link(self, name: str | re.Pattern[str]) -> Locator:
        """Find a link; a row that leads somewhere may add a note to its name."""
        return self._by_role("link", name)

    def way(self, name: str) -> Locator:
        """Find what leads to another screen with a frame around it: a link in a page, a button in a window."""
        return self.link(name).or_(self.button(name))

    def place(self, name: str) -> Locator:
        """Find what leads to one of the main places."""
        return self.page.get_by_role("navigation", name="Menu principal").get_by_role(
            "link", name=written(name, whole=True)
        )

    def option(self, name: str | re.Pattern[str]) -> Locator:
        """Find one of what was found for what is typed."""
        return self.page.get_by_role("option", name=written(name))

    def _by_role(self, role: Literal["button", "link"], name: str | re.Pattern[str]) -> Locator:
        return self.top.get_by_role(role, name=written(name, whole=isinstance(name, str)))

    async def take_focus(self, name: str) -> None:
        """Press a field."""
        await self.field(name).click()

    async def clear(self, name: str) -> None:
        """Empty a field."""
        await self.field(name).fill("")

    async def type(self, name: str, text: str) -> None:
        """Put a text into a field in place of what it holds, at once: as a paste or a password manager does."""
        await self.field(name).fill(text)

    async def tab_to(self, wanted: Locator) -> None:
        """Press Tab until the focus is there, as somebody without a mouse does; fail if it never comes."""
        await expect(wanted.first).to_be_attached()
        for _ in range(MOST_TABS):
            if await wanted.and_(self.page.locator(":focus")).count():
                return
            await self._move_by("Tab")
        raise AssertionError(f"Tab never comes to {wanted}")

    async def stops(self, key: str, end: Locator) -> list[str]:
        """Press Tab or Shift+Tab until the focus is at `end`; return the names of what had it, both ends included."""
        names = [await self.page.evaluate(self.NAMED)]
        for _ in range(MOST_TABS):
            if await end.and_(self.page.locator(":focus")).count():
                return names
            await self._move_by(key)
            names.append(await self.page.evaluate(self.NAMED))
        raise AssertionError(f"{key} never comes to {end}: {names}")

    async def _move_by(self, key: str) -> None:
        """Move the focus by a key."""
        await self.page.keyboard.press(key)

    async def press_by_key(self, wanted: Locator, key: str = "Enter") -> None:
        """Press what is found, by the keyboard alone."""
        await self.tab_to(wanted)
        await self.page.keyboard.press(key)

    async def type_by_key(self, name: str, text: str) -> None:
        """Type into a field, come to by the keyboard alone."""
        await self.tab_to(self.field(name))
        await self.page.keyboard.type(text)
        await expect(self.field(name)).to_have_value(text)

    async def pick_by_key(self, name: str, text: str, option: re.Pattern[str]) -> None:
        """Type into a field that looks for what is typed, and take the first that it found and is called so."""
        await self.type_by_key(name, text)
        await expect(self.option(option).first).to_be_visible()
        for _ in range(MOST_TABS):
            await self.page.keyboard.press("ArrowDown")
            active = await self.field(name).get_attribute("aria-activedescendant")
            if await self.option(option).and_(self.page.locator(f"[id='{active}']")).count():
                break
        await self.page.keyboard.press("Enter")
        await expect(self.option(option)).to_have_count(0)

    async def choose_by_key(self, name: str) -> None:
        """Choose one of a group of radio buttons: Tab leads to the group, the arrows go through it."""
        wanted = self.radio(name)
        alike = self.page.locator(f'[type=radio][name="{await wanted.get_attribute("name")}"]')
        await self.tab_to(alike)
        await self.page.keyboard.press("Space")
        for _ in range(await alike.count()):
            if await wanted.is_checked():
                break
            await self._move_by("ArrowDown")
        await expect(wanted).to_be_checked()

    async def give(self, account: DemoAccount) -> None:
        """Fill the sign-in form and send it."""
        await self.type(NIR, account.identifier)
        await self.type(PASSWORD, account.password)
        await self.button("Se connecter").click()

    async def sign_in(self, role: str, route: str = "/connexion", heading: str = "Mon Compte") -> None:
        """Go through the sign-in, from `route` to the screen so titled."""
        account = ACCOUNTS[role]
        await self.open(route, "Connexion")
        if account.identifier.startswith("P"):
            await self.button("J'ai un identifiant provisoire").click()
            await self.type(PROVISIONAL, account.identifier)
            await self.type(PASSWORD, account.password)
            await self.button("Se connecter").click()
        else:
            await self.give(account)
        await self.sees(heading)

    async def stands_at(self, path: str | re.Pattern[str]) -> str:
        """Wait until the browser shows this path, which follows the screen, and return it."""
        wanted = path.pattern if isinstance(path, re.Pattern) else re.escape(path)
        await expect(self.page).to_have_url(re.compile(rf"^https?://[^/]+{wanted}$"))
        return urlsplit(self.page.url).path
