"""What a page and its host say to each other, over the WebSocket `/-/socket`: JSON objects in text frames.

Whatever is the host's own lies under `/-/`; every other path is a screen.

**The browser** says first, and once:

    {"do": "attach", "tab": token | null, "before": token | null, "route": path, "page": digest, "seen": k,
     "fields": {name: value}, "about": {"zone": name, "contrast": "more" | ""}}

`tab` is the page's `data-tab`, or the newest `tab` that it was told; with none, or one that the host does not know (any
more), a session begins at `route`. `before` is the newest that this browser tab was told before its page was loaded
anew (a reload, Back from another site; `sessionStorage` has it): if its session is still there, it goes on in place of
that of the new page. `page` is the `data-page` of the page that was loaded, empty once anything of it was
replaced: where the new session shows the same, nothing is sent. `fields` is what was typed, by the names of the fields:
a new session takes it up; one that is known has it told by acts. `seen` is the number of the last message that was
taken, 0 for none. `about` is what the browser knows of the person and the host cannot: the time zone, by its IANA name,
and whether the system is set to more contrast.

Then, each with a number `n` that rises by one from 1 (for a session that began with this socket, from 1 again), kept
and sent again after a cut until it was `heard`:

    {"n", "do": "act", "at": id, "event": name, "value": any, "fields": {id: value}, "file": token, "route": path}
    {"n", "do": "go", "route": path}                                   Back and Forward
    {"n", "do": "answer", "call": id, "value": any, "error": text}     to what was called

and, not numbered:

    {"do": "seen", "n": k}

`fields` of an act is what was typed and not yet heard, by the ids of the elements: text for a field, true or false for
a checkbox, true for the radio button that is chosen. They are taken before the event. `event` may be left out: fields
alone. Events are `click` (of whatever is pressed), `submit` (Enter in a field), `focus`, `blur` (of a field), and
`dismiss` (of a dialog). What was chosen for an element that picks a file has been sent before, as the body of a POST to
`/-/files?name=…`, whose answer, `{"file": token}`, has the token for `file`. `route` is where a link that was pressed
leads: there it goes also where the link has just been drawn anew, and is another for the program.

**The host** says, with only what there is to say:

    {"n": k, "heard": m, "done": d, "tab": token, "parts": {id: html}, "rules": [css], "title": text,
     "route": ["push" | "replace", path], "html": {attribute: text | null}, "say": [text], "focus": id | "screen",
     "at": id, "calls": [[id, name, arguments]], "file": url, "keep": token, "fresh": true, "crashed": text}

`n` rises by one from 1; a message that tells nothing but `heard` and `done` has none. `done` is the number of the last
message that the program has worked off: until then, what was pressed looks so. `parts` replace the elements with these
ids; `root` is the whole page. `rules` are to be added to the styles of the page. `focus` is `screen` once another
screen is shown: its level-1 heading takes the focus and the page is scrolled to its top, unless `at` names what the
program has the person begin at. `say` goes to the live region
(`live`), in order, after the title. `fresh` comes first after an attach that took up another session than the page had:
numbers begin again, on both sides, and acts that were not heard are given up (what was typed was handed over). `file`
is to be downloaded. `keep` is to be posted to `/-/keep`, which sets cookies, and again as long as it answers 200: with
204 the browser has shown that it has them. `calls` are `copy` (`{"text"}`) and `open`
(`{"url", "here"}`: whether in this very tab); `state`, `subscribe` (`{"key"}`) and `unsubscribe` are answered with
`{"state": "on" | "off" | "denied" | "absent", "endpoint", "p256dh", "auth"}`. `crashed` is said to the person, as it
stands; nothing else comes after. A line that is closed with 1013 is to be taken up again, with the cookies of then.

**The page**, as it is loaded: `body` has `data-tab` (none for a page of nobody) and `data-page`, the digest of what is
drawn; `#root` holds all of that, `#live` is the live region, `#acts` the form to which fields and buttons belong, for
who runs no script. Controls are `#e1`, `#e2`…: what is pressed is `a[href]`, `button[type=submit]` or `[role=option]`.
A field has a `name`, the same in another session; what is `[data-live]`, in a `form[data-kept]` or a `[role=combobox]`,
whose listbox `aria-controls` names, speaks after a pause of typing. A `[role=toolbar]` has buttons that are one stop of
the Tab key; `data-copies` is what a press puts on the clipboard,
`data-subscribes` the key that a press subscribes with; a `dialog` is a question over the page, `autofocus`
its answer that changes nothing; an `input[type=file]` is sent when a file is chosen. What
comes and goes beside the screen is `[data-aside]`: the focus goes back from it to where it came from.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

FieldValue: TypeAlias = str | bool

REFUSED: Final = 1008
TOO_LARGE: Final = 1009
_NOT_TEXT: Final = 1003
_NOT_JSON: Final = 1007

_EVENTS: Final = frozenset({"click", "submit", "focus", "blur", "dismiss"})
_MOST_FIELDS: Final = 200
_ID_LENGTH: Final = 200
_MOST_ABOUT: Final = 8
_ABOUT_LENGTH: Final = 64
_ERROR_LENGTH: Final = 1000
_HALVES: Final = re.compile(r"\\ud[89a-f]", re.IGNORECASE)


class Refused(Exception):
    """A message is none that a browser sends here: its socket is closed with `code`."""

    def __init__(self, code: int = REFUSED) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True, repr=False)
class Attach:
    """A page takes up its tab, or begins one."""

    tab: str | None
    before: str | None
    route: str
    page: str
    seen: int
    fields: dict[str, FieldValue]
    about: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, repr=False)
class Act:
    """The person did something, or typed."""

    number: int
    at: str
    event: str
    value: object
    fields: dict[str, FieldValue]
    file: str | None = None
    route: str | None = None


@dataclass(frozen=True, slots=True)
class Go:
    """The person went back or forth."""

    number: int
    route: str


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """The browser did what it was called for, or could not."""

    number: int
    call: str
    value: object
    error: str | None


@dataclass(frozen=True, slots=True)
class Seen:
    """The browser has taken the messages up to that one."""

    number: int


Numbered: TypeAlias = Act | Go | Answer


def read_first(frame: str | None, route_characters: int) -> Attach:
    """Return the first message of a socket.

    Raises:
        Refused: it is no such message.
    """
    said = _object(frame)
    if said.get("do") != "attach":
        raise Refused
    return Attach(
        tab=_token(said.get("tab")),
        before=_token(said.get("before")),
        route=_route(said.get("route"), route_characters),
        page=_text(said.get("page", ""), _ID_LENGTH),
        seen=_number(said.get("seen", 0), least=0),
        fields=_fields(said.get("fields", {})),
        about=_about(said.get("about", {})),
    )


def read(frame: str | None, route_characters: int) -> Numbered | Seen:
    """Return a later message.

    Raises:
        Refused: it is no such message.
    """
    said = _object(frame)
    number = _number(said.get("n"), least=0 if said.get("do") == "seen" else 1)
    match said.get("do"):
        case "seen":
            return Seen(number)
        case "go":
            return Go(number, _route(said.get("route"), route_characters))
        case "answer":
            error = said.get("error")
            return Answer(
                number,
                _text(said.get("call"), _ID_LENGTH),
                said.get("value"),
                None if error is None else _text(error, _ERROR_LENGTH),
            )
        case "act":
            event = _text(said.get("event") or "", _ID_LENGTH)
            if event and event not in _EVENTS:
                raise Refused
            return Act(
                number,
                at=_text(said.get("at") or "", _ID_LENGTH),
                event=event,
                value=said.get("value"),
                fields=_fields(said.get("fields", {})),
                file=_token(said.get("file")),
                route=None if said.get("route") is None else _route(said["route"], route_characters),
            )
        case _:
            raise Refused


def _object(frame: str | None) -> dict[str, Any]:
    if frame is None:
        raise Refused(_NOT_TEXT)
    try:
        said = json.loads(frame)
        if _HALVES.search(frame):
            said = json.loads(_whole(json.dumps(said, ensure_ascii=False)))
    except (ValueError, RecursionError):
        raise Refused(_NOT_JSON) from None
    if not isinstance(said, dict):
        raise Refused(_NOT_JSON)
    return said


def _whole(text: str) -> str:
    """Return the text with each half of a character as U+FFFD, as a browser posts it in a form: none can be sent on."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _route(said: object, most: int) -> str:
    if not isinstance(said, str) or not said.startswith("/") or said.startswith(("//", "/\\")):
        raise Refused  # what begins with two slashes is another site's
    if len(said) > most:
        raise Refused(TOO_LARGE)
    return said


def _text(said: object, most: int) -> str:
    if not isinstance(said, str):
        raise Refused
    if len(said) > most:
        raise Refused(TOO_LARGE)
    return said


def _token(said: object) -> str | None:
    return None if said is None else _text(said, _ID_LENGTH)


def _number(said: object, *, least: int) -> int:
    if not isinstance(said, int) or isinstance(said, bool) or said < least:
        raise Refused
    return said


def _about(said: object) -> dict[str, str]:
    if not isinstance(said, dict) or len(said) > _MOST_ABOUT:
        raise Refused
    return {name: _text(text, _ABOUT_LENGTH) for name, text in said.items()}


def _fields(said: object) -> dict[str, FieldValue]:
    if not isinstance(said, dict):
        raise Refused
    if len(said) > _MOST_FIELDS:
        raise Refused(TOO_LARGE)
    for name, value in said.items():
        if len(name) > _ID_LENGTH or not isinstance(value, FieldValue):
            raise Refused
    return said
