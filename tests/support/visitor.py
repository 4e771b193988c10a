"""One person at one browser tab, who finds everything by its role and its French name."""

import re
from typing import Literal, NamedTuple, Self
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, Locator, Page, expect

from server.demo.accounts import DEMO_ACCOUNTS, DemoAccount

ACCOUNTS = {account.role: account for account in DEMO_ACCOUNTS}
NIR = "Numéro de Sécurité sociale"
PROVISIONAL = "Identifiant provisoire"
PASSWORD = "Mot de passe"

_MOST_TABS = 60
"""More than any screen has places to stop at."""

# Flutter gives what is to be said to a node of its own, and takes it away once it was.
_LISTEN = """
  window.heard = [];
  new MutationObserver((changes) => {
    for (const change of changes)
      for (const node of change.addedNodes)
        if (node.parentElement?.localName === 'flt-announcement-polite') heard.push(node.textContent);
  }).observe(document, { subtree: true, childList: true });
"""
_TRIES = 5
# The host of a window that was turned draws it anew a moment after: half a second without any move.
_STILL = """
  () => new Promise((done) => {
    const where = () => [...document.querySelectorAll('flt-semantics-host input')]
      .map((field) => { const { x, y, width } = field.getBoundingClientRect(); return `${x} ${y} ${width}`; }).join();
    let [before, frames] = [where(), 0];
    const look = () => {
      frames = where() === before ? frames + 1 : 0;
      before = where();
      if (frames < 30) requestAnimationFrame(look); else done();
    };
    look();
  })
"""
_DRAWN = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

expect.set_options(timeout=20_000)


class Size(NamedTuple):
    """A window, in CSS pixels. Tall: a screen is seen whole, and nothing has to be scrolled to."""

    width: int
    height: int


PHONE = Size(412, 1600)
DESKTOP = Size(1280, 1100)


class Visitor:
    """A tab, what the page in it asked of the network, and the hosts that it may ask."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.hosts = {urlsplit(address).netloc}
        self.requests: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("websocket", lambda socket: self.requests.append(socket.url))

    @classmethod
    async def enter(cls, context: BrowserContext, address: str) -> Self:
        """Open an empty tab."""
        page = await context.new_page()
        await page.add_init_script(_LISTEN)
        return cls(page, address)

    async def open(self, route: str, heading: str) -> None:
        """Type an address, and wait for the screen so titled."""
        await self.page.goto(self.address + route)
        await self.sees(heading)

    async def sees(self, heading: str | re.Pattern[str]) -> None:
        """Wait for the screen so titled, alone on the page."""
        await expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)
        # The title follows once the screen is settled: a redirection is then over.
        await expect(self.page).to_have_title(
            re.compile(f"^({heading.pattern}) – Mon Compte$")
            if isinstance(heading, re.Pattern)
            else f"{heading} – Mon Compte"
        )

    async def reads(self, *texts: str) -> None:
        """Wait until the screen says each of these, to anybody: on the screen is what is in the semantics."""
        for text in texts:
            await expect(self.page.locator("flt-semantics-host")).to_contain_text(text)

    async def stands_on(self, text: str) -> None:
        """Wait until the focus is on the notice that says this."""
        said = self.page.locator("[flt-semantics-identifier^='said:']", has_text=text)
        await expect(said).to_be_focused()

    async def hears(self, text: str) -> None:
        """Wait until a screen reader was given this to say, politely and without the focus moving."""
        await self.page.wait_for_function("text => heard.some((said) => said.includes(text))", arg=text)

    async def told_somewhere(self, text: str) -> None:
        """Wait until the screen says this, as a text or as the name of what announces itself."""
        await self.page.wait_for_function(
            """(text) => {
              const host = document.querySelector('flt-semantics-host');
              const named = [...host.querySelectorAll('[aria-label]')].map((node) => node.ariaLabel);
              return [host.textContent, ...named].some((words) => words.includes(text));
            }""",
            arg=text,
        )

    async def reads_no(self, *texts: str) -> None:
        """Wait until the screen says none of these."""
        for text in texts:
            await expect(self.page.locator("flt-semantics-host")).not_to_contain_text(text)

    async def told(self, name: str, error: str) -> None:
        """Wait until a field is wrong, and says so and how to mend it by itself."""
        await expect(self.field(name)).to_have_attribute("aria-invalid", "true")
        await expect(self.field(name)).to_have_attribute("aria-description", re.compile(re.escape(error)))

    def field(self, name: str) -> Locator:
        """Find a field by the beginning of its name: its help is said after it."""
        return self.page.get_by_role("textbox", name=re.compile(f"^{re.escape(name)}"))

    def button(self, name: str | re.Pattern[str]) -> Locator:
        """Find a button."""
        return self._by_role("button", name)

    def link(self, name: str | re.Pattern[str]) -> Locator:
        """Find a link; a row that leads somewhere may add a note to its name."""
        return self._by_role("link", name)

    def way(self, name: str) -> Locator:
        """Find what leads to another screen with a frame around it: a link in a page, a button in a window."""
        return self.link(name).or_(self.button(name))

    def _by_role(self, role: Literal["button", "link"], name: str | re.Pattern[str]) -> Locator:
        if isinstance(name, str):
            return self.page.get_by_role(role, name=name, exact=True)
        return self.page.get_by_role(role, name=name)

    async def take_focus(self, name: str) -> None:
        """Press a field, and wait until Flutter hears what is typed in it: it learns of the focus as it draws."""
        await self.field(name).click()
        await expect(self.field(name)).to_be_focused()
        await self.page.evaluate(_DRAWN)
        await self.page.evaluate(_DRAWN)

    async def clear(self, name: str) -> None:
        """Empty a field."""
        await self.take_focus(name)
        for _ in range(_TRIES):  # where Flutter is late in selecting, nothing is selected
            if not await self.field(name).input_value():
                return
            await self.page.keyboard.press("ControlOrMeta+a")
            await self.page.keyboard.press("Delete")
            await self.page.evaluate(_DRAWN)
        await expect(self.field(name)).to_have_value("")

    async def settle(self) -> None:
        """Wait until nothing moves any more: a press on the way there would miss."""
        await self.page.evaluate(_STILL)

    async def type(self, name: str, text: str) -> None:
        """Put a text into a field in place of what it holds, at once: as a paste or a password manager does."""
        # Emptied first: what is put in place of a selection is added to it where Flutter is late in selecting.
        await self.clear(name)
        await self.page.keyboard.insert_text(text)
        await expect(self.field(name)).to_have_value(text)

    async def tab_to(self, wanted: Locator) -> None:
        """Press Tab until the focus is there, as somebody without a mouse does; fail if it never comes."""
        await expect(wanted.first).to_be_attached()
        for _ in range(_MOST_TABS):
            if await wanted.and_(self.page.locator(":focus")).count():
                await self.page.evaluate(_DRAWN)  # the program learns as it draws where the focus is
                return
            await self._move_by("Tab")
        raise AssertionError(f"Tab never comes to {wanted}")

    async def stops(self, key: str, end: Locator) -> list[str]:
        """Press Tab or Shift+Tab until the focus is at `end`; return the names of what had it, both ends included."""
        named = "(document.activeElement.ariaLabel ?? document.activeElement.textContent).slice(0, 60)"
        names = [await self.page.evaluate(named)]
        for _ in range(_MOST_TABS):
            if await end.and_(self.page.locator(":focus")).count():
                return names
            await self._move_by(key)
            await self.settle()  # what comes into view is scrolled to, and drawn anew
            names.append(await self.page.evaluate(named))
        raise AssertionError(f"{key} never comes to {end}: {names}")

    async def _move_by(self, key: str) -> None:
        """Move the focus by a key, and wait until it has moved."""
        before = await self.page.evaluate_handle("document.activeElement")
        await self.page.keyboard.press(key)
        await self.page.wait_for_function("before => document.activeElement !== before", arg=before)

    async def press_by_key(self, wanted: Locator, key: str = "Enter") -> None:
        """Press what is found, by the keyboard alone."""
        await self.tab_to(wanted)
        await self.page.keyboard.press(key)

    async def type_by_key(self, name: str, text: str) -> None:
        """Type into a field, come to by the keyboard alone."""
        await self.tab_to(self.field(name))
        await self.page.keyboard.type(text)
        await expect(self.field(name)).to_have_value(text)

    async def choose_by_key(self, name: str) -> None:
        """Choose one of a group of radio buttons: Tab leads to the group, the arrows go through it."""
        radios = self.page.get_by_role("radio")
        await self.tab_to(radios)
        wanted = self.page.get_by_role("radio", name=name)
        for _ in range(await radios.count()):
            await self.page.keyboard.press("Space")
            await expect(radios.and_(self.page.locator(":focus"))).to_be_checked()
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
