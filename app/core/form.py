"""Fields that are sent together."""

from collections.abc import Awaitable, Callable

from api_client.errors import ClientError, Refused
from app.core.command import Command
from app.core.field import Field
from app.core.state import State


class Form(State):
    """Fields, what sends them, and what came of it.

    Attributes:
        fields: in the order in which they are asked.
        attempts: refused submissions, by the form or the server; each moves the focus to the first fault.
        submit: sends the fields without checking them; views call `run`.
    """

    def __init__(
        self,
        *fields: Field,
        send: Callable[[], Awaitable[None]],
        observe: Callable[[ClientError | None], None],
        navigates: bool = False,
    ) -> None:
        """Make the form.

        Args:
            fields: in the order in which they are asked.
            send: sends what they hold.
            observe: called after each submission with its error, None for a success.
            navigates: whether success leads to another screen.
        """
        self.fields = fields
        self.attempts = 0
        self.submit = Command(send, observe=observe, navigates=navigates)
        self._hear(self.submit, *fields)

    async def run(self) -> None:
        """Send the fields, unless something is plainly wrong with one."""
        if self.submit.running:
            return
        self.submit.clear()
        if self._check():
            await self.submit.run()
            self._take_answer(self.submit.error)
        if self._refused():
            self.attempts += 1

    def put_away(self) -> None:
        """Keep no secret and no refusal: the screen is left."""
        for field in self.fields:
            field.put_away()
        self.submit.drop()

    def _check(self) -> bool:
        """Check every field; return whether all can be sent."""
        sound = [field.check() for field in self.fields]
        return all(sound)

    def _take_answer(self, error: ClientError | None) -> None:
        """Put what the server refused on its fields; a name that no field has goes to the first."""
        for field in self.fields:
            field.take_answer(error)
        if isinstance(error, Refused):
            for path, code in error.fields.items():
                name = path.split(".", maxsplit=1)[0]
                named = (field for field in self.fields if field.name == name)
                next(named, self.fields[0]).refuse(code)

    def _refused(self) -> bool:
        """Return whether the person has something to correct or to read."""
        return self.submit.error is not None or any(field.problem is not None for field in self.fields)
