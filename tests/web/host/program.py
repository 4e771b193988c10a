"""A small program with a screen for each thing that a host does for its pages."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from weakref import WeakSet

import flet as ft

from semantics import (
    Absent,
    Appearance,
    Choices,
    Copies,
    Field,
    Form,
    Group,
    Label,
    Legend,
    Picks,
    Place,
    Shows,
    Varies,
    mark,
)
from web.waiting import work

_LEADS = {"/private": "/form", "/out": "//ailleurs.example/form"}

Fill = Callable[[ft.Page], Awaitable[None]]


@dataclass
class Told:
    """What the program was told by all its pages."""

    pages: WeakSet[ft.Page] = field(default_factory=WeakSet)
    opened: int = 0
    loaded_anew: int = 0
    typed: list[str] = field(default_factory=list)
    pressed: list[str] = field(default_factory=list)
    files: list[tuple[str, bytes]] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    notice: str = ""


def program(told: Told) -> Fill:
    """Return what fills a page; what it is told goes into `told`."""

    async def fill(page: ft.Page) -> None:
        told.pages.add(page)
        told.opened += 1
        told.addresses.append(page.client_ip or "")
        Screens(page, told).show(page.route)

    return fill


class Screens:
    """The screens of one page."""

    def __init__(self, page: ft.Page, told: Told) -> None:
        self._page = page
        self._told = told
        self._clipboard = ft.Clipboard()
        self._launcher = ft.UrlLauncher()
        self._picker = ft.FilePicker()
        self._preferences = ft.SharedPreferences()
        page.on_connect = self._note_loading
        page.on_route_change = lambda event: self.show(event.route)

    def _note_loading(self) -> None:
        self._told.loaded_anew += 1

    def show(self, route: str) -> None:
        path = route.partition("?")[0]
        self._page.views.clear()
        screens = {
            "/": self._welcome,
            "/form": self._form,
            "/choices": self._choices,
            "/files": self._files,
            "/kept": self._kept,
            "/looks": self._looks,
            "/slow": self._slow,
            "/done": self._done,
        }
        if path == "/broken":
            raise ValueError("2850559123456")
        if path in _LEADS:
            self._page.run_task(self._page.push_route, _LEADS[path])
            return
        title, controls = screens.get(path, self._absent)()
        self._page.title = title
        self._page.views.append(ft.View(route=path, controls=[heading(title), *controls]))
        self._page.update()

    def _welcome(self) -> tuple[str, list[ft.Control]]:
        words = [ft.Text(self._told.notice)] if self._told.notice else []
        place = mark(ft.TextButton("Formulaire", on_click=lambda _: self._go("/form")), Place("/form"))
        crash = ft.TextButton("Échouer", on_click=self._fail)
        spoil = ft.TextButton("Abîmer", on_click=self._spoil)
        return "Accueil", [*words, place, crash, spoil]

    def _form(self) -> tuple[str, list[ft.Control]]:
        name = ft.TextField(
            value="", max_length=20, on_change=self._type, on_submit=lambda _: self._send("Entrée")
        )
        more = ft.TextField(value="", password=True, on_change=self._type)
        said = ft.Text("")
        live = ft.Semantics(live_region=True, content=said)

        def press(_: object) -> None:
            said.value = f"Refusé : {name.value}"
            self._told.pressed.append(f"{name.value}/{more.value}")
            self._page.update()

        def empty(_: object) -> None:
            name.value = more.value = ""
            self._page.update()

        async def lead(_: object) -> None:
            with work():
                await asyncio.sleep(0.05)
            await self._page.push_route("/done")

        async def point(_: object) -> None:
            await name.focus()

        form = mark(
            ft.Column(
                [
                    labelled("Nom", name),
                    labelled("Mot de passe", more),
                    live,
                    ft.TextButton("Autre", on_click=lambda _: self._send("Autre")),
                    ft.FilledButton("Envoyer", on_click=press),
                ]
            ),
            Form(),
        )
        closed = ft.OutlinedButton("Fermé", disabled=True, on_click=lambda _: self._send("Fermé"))
        wide = ft.OutlinedButton("Large", visible=False, on_click=lambda _: self._send("Large"))
        return "Formulaire", [
            form,
            closed,
            mark(wide, Varies({"visible": False}, {}, {}, {"visible": True})),
            ft.OutlinedButton("Aller", on_click=lead),
            ft.OutlinedButton("Viser", on_click=point),
            ft.OutlinedButton("Vider", on_click=empty),
        ]

    def _choices(self) -> tuple[str, list[ft.Control]]:
        def note(event: ft.Event[ft.Checkbox] | ft.Event[ft.RadioGroup] | ft.Event[ft.Slider]) -> None:
            self._told.pressed.append(f"{type(event.control).__name__}={event.control.value}")

        asked = ft.AlertDialog(
            modal=True,
            title=ft.Text("Vraiment ?"),
            content=ft.TextButton("Oui", on_click=lambda _: self._send("Oui")),
            on_dismiss=lambda _: self._send("Refermé"),
        )
        box = mark(
            ft.Row([ft.Checkbox(value=False, on_change=note), mark(ft.Text("Garder"), Label())]), Choices()
        )
        closed = mark(
            ft.Row(
                [ft.Checkbox(value=False, disabled=True, on_change=note), mark(ft.Text("Closed"), Label())]
            ),
            Choices(),
        )
        radios = ft.RadioGroup(
            value="un",
            on_change=note,
            content=ft.Column(
                [
                    mark(ft.Row([ft.Radio(value=each), mark(ft.Text(each), Label())]), Choices())
                    for each in ("un", "deux")
                ]
            ),
        )
        group = mark(ft.Column([mark(ft.Text("Combien"), Legend()), radios]), Group())
        ask = ft.TextButton("Demander", on_click=lambda _: self._page.show_dialog(asked))
        return "Choix", [
            box,
            closed,
            group,
            labelled("Salaire", ft.Slider(value=2300, min=0, max=4000, divisions=40, on_change=note)),
            ask,
            ft.TextButton("Dessous", on_click=lambda _: self._send("Dessous")),
        ]

    def _files(self) -> tuple[str, list[ft.Control]]:
        async def pick(_: object) -> None:
            for file in await self._picker.pick_files(with_data=True):
                self._told.files.append((file.name, file.bytes or b""))

        async def save(_: object) -> None:
            await self._picker.save_file(file_name="Relevé d’été.txt", src_bytes=b"contenu")

        async def copy(_: object) -> None:
            try:
                await self._clipboard.set("un texte")
            except RuntimeError as error:
                self._told.errors.append(str(error))
            else:
                self._told.pressed.append("copié")

        async def leave(_: object) -> None:
            await self._launcher.launch_url("https://ailleurs.example/?a=1&b=2", web_only_window_name="_self")
            self._told.pressed.append("parti")

        async def show() -> bytes | None:
            return b"%PDF-"

        async def show_nothing() -> bytes | None:
            return None

        copying = ft.TextButton("Copier", on_click=copy)
        return "Fichiers", [
            mark(ft.TextButton("Choisir", on_click=pick), Picks(".txt")),
            ft.TextButton("Enregistrer", on_click=save),
            mark(copying, Copies("un texte")),
            ft.TextButton("Copier ensuite", on_click=copy),
            ft.TextButton("Partir", on_click=leave),
            mark(ft.TextButton("Montrer"), Shows("1/relevé.pdf", show)),
            mark(ft.TextButton("Montrer autre chose"), Shows("2/rien.pdf", show_nothing)),
            mark(ft.TextButton("Montrer plus tard"), Shows("4/tard.pdf", self._show_late)),
        ]

    async def _show_late(self) -> bytes | None:
        self._told.pressed.append("attendu")
        await asyncio.Event().wait()
        return None

    def _kept(self) -> tuple[str, list[ft.Control]]:
        words = ft.Text("…")

        async def read() -> None:
            words.value = str(await self._preferences.get("choix") or "rien")
            self._page.update()

        async def keep(_: object) -> None:
            await self._preferences.set("choix", "gardé")
            await read()

        async def forget(_: object) -> None:
            await self._preferences.remove("choix")
            await read()

        self._page.run_task(read)
        return "Choix", [
            words,
            ft.TextButton("Garder", on_click=keep),
            ft.TextButton("Oublier", on_click=forget),
        ]

    def _looks(self) -> tuple[str, list[ft.Control]]:
        self._page.data = Appearance(scheme="dark", contrast=True)

        def enlarge(_: object) -> None:
            self._page.data = Appearance(scheme="dark", text_scale=1.5, still=True)
            self._page.title = "Plus grand"
            self._page.update()

        return "Affichage", [ft.TextButton("Agrandir", on_click=enlarge)]

    def _slow(self) -> tuple[str, list[ft.Control]]:
        words = ft.Text("En attente")

        async def read() -> None:
            with work():
                await asyncio.sleep(0.1)
            words.value = "Arrivé"
            self._page.update()

        self._page.run_task(read)
        return "Lent", [words]

    def _done(self) -> tuple[str, list[ft.Control]]:
        return "Fini", [ft.Text("C’est fait")]

    def _absent(self) -> tuple[str, list[ft.Control]]:
        return "Rien ici", [mark(ft.Text("Cette page n’existe pas"), Absent())]

    def _type(self, event: ft.Event[ft.TextField]) -> None:
        self._told.typed.append(event.control.value or "")

    def _send(self, what: str) -> None:
        self._told.pressed.append(what)

    def _fail(self, _: object) -> None:
        raise ValueError("2850559123456")

    def _spoil(self, event: ft.Event[ft.TextButton]) -> None:
        event.control.content = ft.Text("Indessinable", style=3)  # type: ignore[arg-type]
        self._page.update()

    async def _go(self, route: str) -> None:
        await self._page.push_route(route)


def heading(text: str) -> ft.Control:
    return ft.Semantics(heading_level=1, content=ft.Text(text))


def labelled(label: str, box: ft.Control) -> ft.Control:
    return mark(ft.Column([mark(ft.Text(label), Label()), box]), Field())
