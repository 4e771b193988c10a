"""What is typed, and what of it the views are told."""

from typing import ClassVar

from flet import Observable


class TypedForm(Observable):
    """State of a form, whose views are not told of each key: the field that it is typed in shows it already.

    Drawing a form takes longer than a key. A server shared by many would fall behind who types in it.
    """

    _TYPED: ClassVar[frozenset[str]]
    """Names of the attributes that hold what is typed."""

    def __setattr__(self, name: str, value: object) -> None:
        """Set an attribute, and tell the views unless it is being typed."""
        if name in self._TYPED:
            object.__setattr__(self, name, value)
        else:
            super().__setattr__(name, value)

    def tell(self) -> None:
        """Have the views show what the program itself put in place of what was typed."""
        self.notify()  # type: ignore[no-untyped-call] # Flet's own
