"""The person's browser, on its way to FranceConnect and back."""

from typing import Protocol


class Browser(Protocol):
    """What shows the person an address, and tells when they are back from it."""

    async def expect(self) -> str:
        """Get ready for its return; return the address to come back to.

        Raises:
            OSError: there is nowhere to come back to.
        """

    async def open(self, url: str) -> None:
        """Show it an address."""

    async def wait(self) -> str | None:
        """Wait for its return; return the query that it brings, None where it comes to a screen of the program."""

    async def brought(self) -> str | None:
        """Return the query that it brought to a screen of the program, None where there is none; it is given once."""

    def leave(self) -> None:
        """Stop waiting for it."""
