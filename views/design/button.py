"""What can be pressed: buttons, links and rows that lead somewhere."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any, TypeAlias, TypeVar

import flet as ft

from semantics import (
    Anchor,
    Brings,
    Busy,
    Copies,
    Mark,
    Option,
    Picks,
    Place,
    Saves,
    Sends,
    Shows,
    Subscribes,
    Toggle,
    mark,
)
from views.design import tokens
from views.design.button_style import link_style, segment_style
from views.design.responsive import beside
from views.design.text import body, hint, typeset

B = TypeVar("B", ft.FilledButton, ft.OutlinedButton, ft.TextButton)

Press: TypeAlias = Callable[..., Any]
"""What a press calls: a function or a coroutine function, with the event or without. `Leads` where it is a place."""


class Leads:
    """A press that leads to a screen, and does nothing else: what has it is a link, what has another is a button.

    No dataclass: Flet takes those among the properties of a control for controls.
    """

    __slots__ = ("_follow", "path")

    def __init__(self, path: str, follow: Callable[[ft.Page, str], None]) -> None:
        self.path = path
        self._follow = follow

    def __call__(self, event: ft.Event[ft.Control]) -> None:
        """Follow it."""
        self._follow(event.page, self.path)


def primary(label: str, on_click: Press, *, busy: str | None = None, opens: str | None = None) -> ft.Control:
    """Return the one main button of a screen; `opens` is an address that the browser shows in place of the page.

    While its action runs it says `busy` and stays as it is: a disabled button would lose the focus, and a second
    press is harmless since a `Command` runs once at a time.
    """
    action = ft.OpenUrl(opens, target=ft.UrlTarget.SELF) if opens is not None else None
    button = ft.FilledButton(
        content=_label(busy or label, tokens.ON_PRIMARY), on_click=on_click, action=action
    )
    if busy is not None:
        mark(button, Busy())
    return _placed(button, on_click)


def secondary(
    label: str,
    on_click: Press,
    *,
    busy: str | None = None,
    spoken: str | None = None,
    autofocus: bool = False,
) -> ft.Control:
    """Return a button beside the main one.

    Args:
        label: its words.
        on_click: what a press does.
        busy: what it says while that runs.
        spoken: its accessible name where the label says too little.
        autofocus: whether it takes the focus when it appears.
    """
    button = ft.OutlinedButton(
        content=_label(busy or label, None, spoken=None if busy else spoken),
        on_click=on_click,
        autofocus=autofocus,
    )
    if busy is not None:
        mark(button, Busy())
    return _placed(button, on_click)


def text_button(label: str, on_click: Press, *, spoken: str | None = None) -> ft.Control:
    """Return a button with no frame. `spoken` is its accessible name where the label says too little."""
    content = _label(label, tokens.PRIMARY, tokens.HINT_SIZE, spoken=spoken)
    content.margin = ft.Margin.symmetric(horizontal=tokens.SPACE_8)
    return ft.TextButton(content=content, on_click=on_click)


def link(
    label: str,
    on_click: Press,
    *,
    color: str = tokens.PRIMARY,
    size: int = tokens.HINT_SIZE,
    spoken: str | None = None,
    opens: str | None = None,
    target: ft.Ref[Any] | None = None,
    inset: int = 0,
    ref: ft.Ref[ft.TextButton] | None = None,
) -> ft.Control:
    """Return underlined words that lead to another screen, or do something small; `spoken` as for `secondary`.

    `opens` is an address that the browser shows beside the program, in the gesture itself: what a browser lets through.
    `target` is the field of this screen that the press gives the focus to, where it does no more.
    `inset` is the room beside the words, in logical pixels, over that of every link; `ref` as for `row`.
    """
    content = _label(label, color, size, underline=True, spoken=spoken)
    if inset:
        content.margin = ft.Margin.symmetric(horizontal=inset)
    return _words(content, on_click, opens=opens, target=target, ref=ref)


def nav_link(
    label: str,
    on_click: Press,
    *,
    selected: bool = False,
    quiet: bool = False,
    note: str = "",
    spoken: str | None = None,
) -> ft.Control:
    """Return words of the bars: not underlined, tinted where one stands, `quiet` among their likes.

    `note` is a number at their end, `spoken` how both are said.
    """
    color = tokens.ON_TINT if selected else tokens.SOFT if quiet else tokens.PRIMARY
    content: ft.Text | ft.Row = _label(label, color, spoken=spoken)
    if note:
        content.expand = True
        number = hint(note, bold=True, color=tokens.ON_TINT if selected else tokens.PRIMARY, spoken="")
        content = ft.Row(spacing=tokens.SPACE_8, controls=[content, number])
    content.margin = ft.Margin.symmetric(horizontal=tokens.SPACE_12)
    return _words(content, on_click, selected=selected)


def row(
    label: str,
    on_click: Press,
    *,
    note: str = "",
    spoken: str | None = None,
    under: str = "",
    before: ft.Control | None = None,
    waiting: bool = False,
    option: bool = False,
    ref: ft.Ref[ft.TextButton] | None = None,
) -> ft.Control:
    """Return a full-width row that leads somewhere or does something, with a short `note` at its end.

    `under` is a line in small under its words, `before` what stands at its beginning, such as a day.

    While it is `waiting` it keeps its place and its name, and cannot be pressed. `option` tells whether it is one of
    those found for what is typed. `ref` is for who gives it the focus, `spoken` as for `secondary`.
    """
    color = tokens.SOFT if waiting else tokens.PRIMARY
    words: ft.Control = _label(label, color, spoken=spoken)
    if note:
        words = ft.Container(content=beside(words, hint(note, bold=True)))
    if under:
        words = ft.Column(
            spacing=0,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            controls=[words, hint(under)],
        )
    words.expand = True
    arrow = _label("›", tokens.TRANSPARENT if waiting else color, tokens.SECTION_SIZE, spoken="")
    content = ft.Row(
        spacing=tokens.SPACE_8,
        margin=ft.Margin.symmetric(vertical=tokens.SPACE_4),
        controls=[*([] if before is None else [before]), words, arrow],
    )
    return _words(content, on_click, disabled=waiting, marks=(Option(),) if option else (), ref=ref)


def entry(
    title: str, text: str, note: str, on_click: Leads, *, spoken_note: str | None = None, sign: str = ""
) -> ft.Control:
    """Return a full-width row of a list of things that were written: its title, a line of text, a note at its end.

    `spoken_note` is what is said of a note that reads badly. `sign` says in a word what is new: a dot stands for it,
    and the title is bold.
    """
    new = bool(sign)
    # Of what is not new it keeps its room, unseen and unsaid.
    dot = body("•", color=tokens.PRIMARY if new else tokens.TRANSPARENT, bold=True, spoken=sign)
    content = ft.Row(
        spacing=tokens.SPACE_8,
        margin=ft.Margin.symmetric(vertical=tokens.SPACE_4),
        vertical_alignment=ft.CrossAxisAlignment.START,
        controls=[
            ft.Container(width=tokens.SPACE_12, content=dot),
            ft.Column(
                expand=True,
                tight=True,
                spacing=0,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
                controls=[
                    beside(body(title, bold=new), hint(note, spoken=spoken_note)),
                    *([hint(text)] if text else []),
                ],
            ),
        ],
    )
    return _words(content, on_click)


def segment(label: str, on_click: Press, *, selected: bool) -> ft.Control:
    """Return one of the places that stand side by side in a frame: filled where one stands."""
    content = hint(label, bold=True, color=tokens.ON_PRIMARY if selected else tokens.INK)
    button = ft.TextButton(content=content, on_click=on_click, style=segment_style(on=selected))
    placed = _placed(button, on_click, current=selected)
    return ft.MergeSemantics(content=ft.Semantics(link=True, selected=selected or None, content=placed))


def sends(button: ft.Control) -> ft.Control:
    """Return what sends the form around it, which has no main button."""
    return mark(button, Sends())


def picks_file(button: ft.Control, extensions: Sequence[str]) -> ft.Control:
    """Return what lets the person choose a file of these kinds, by how their names end."""
    return mark(button, Picks(",".join(f".{extension}" for extension in extensions)))


def picks_photos(button: ft.Control, *, several: bool = True) -> ft.Control:
    """Return what lets the person choose photographs, take one where the device can, or choose a PDF."""
    return mark(button, Picks("image/*,.pdf", several=several))


def switched(button: ft.Control, *, on: bool) -> ft.Control:
    """Return what is pressed to show something beside it, and pressed again to hide it."""
    return mark(button, Toggle(on=on))


def copies(button: ft.Control, text: str) -> ft.Control:
    """Return what puts a text on the clipboard."""
    return mark(button, Copies(text))


def brings(button: ft.Control) -> ft.Control:
    """Return what is pressed beside a form, and has what is typed there come along."""
    return mark(button, Brings())


def subscribes(button: ft.Control, key: str) -> ft.Control:
    """Return what asks the person whether their browser may show what is sent by who has that key."""
    return mark(button, Subscribes(key))


def saves_file(button: ft.Control, name: str) -> ft.Control:
    """Return what hands the person a file of that name, to be kept."""
    return mark(button, Saves(name))


def shows_file(
    label: str, path: str, content: Callable[[], Awaitable[bytes | None]], *, spoken: str | None = None
) -> ft.Control:
    """Return words by which a browser shows a file beside the page: `Shows` says how, `spoken` as for `secondary`."""
    words = _label(label, tokens.PRIMARY, underline=True, spoken=spoken)
    return mark(_words(words, _shown_by_itself), Shows(path, content))


def _shown_by_itself() -> None:
    """Do nothing: a link of the page leads there."""


def _words(
    content: ft.Control,
    on_click: Press,
    *,
    selected: bool = False,
    opens: str | None = None,
    target: ft.Ref[Any] | None = None,
    disabled: bool = False,
    marks: tuple[Mark, ...] = (),
    ref: ft.Ref[ft.TextButton] | None = None,
) -> ft.Control:
    action = ft.OpenUrl(opens, target=ft.UrlTarget.BLANK) if opens is not None else None
    # The others look as the theme says.
    style = link_style(tint=tokens.TINT, ink=tokens.INK, resting=tokens.TINT) if selected else None
    button = ft.TextButton(
        ref=ref, content=content, on_click=on_click, style=style, action=action, disabled=disabled
    )
    mark(_placed(button, on_click, current=selected), *marks)
    if target is not None:
        mark(button, Anchor(partial(getattr, target, "current")))
    elif not isinstance(on_click, Leads):
        return button
    return ft.MergeSemantics(content=ft.Semantics(link=True, selected=selected or None, content=button))


def _placed(button: B, on_click: Press, *, current: bool = False) -> B:
    """Return what can be pressed, as a place where the press leads to a screen.

    With a frame it is a button for Flutter all the same, as it looks; a page of HTML has a link that looks so.
    """
    return mark(button, Place(on_click.path, current=current)) if isinstance(on_click, Leads) else button


def _label(
    value: str,
    color: str | None,
    size: int = tokens.TEXT_SIZE,
    *,
    underline: bool = False,
    spoken: str | None = None,
) -> ft.Text:
    style = ft.TextStyle(
        size=size,
        weight=tokens.SEMIBOLD,
        height=tokens.LINE_HEIGHT,
        letter_spacing=0,
        decoration=ft.TextDecoration.UNDERLINE if underline else None,
        decoration_color=color if underline else None,
    )
    return typeset(value, style, color=color, spoken=spoken)
