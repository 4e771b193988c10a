"""What goes with the screen that it stands on: secrets, and what was refused."""

from app.core import routes
from app.core.scope import Leavable, PageScope


class Leaving:
    """Knows which screen is left, and has its states keep nothing that the next person at the device must not find.

    A device is shared: a library's, a counter's, a family's. It is one mechanism for every way of leaving: a link, the
    way back, an address typed, a page loaded anew, a trip to FranceConnect. The end of a presence is the scope's own.
    """

    def __init__(self, page: PageScope) -> None:
        self._page = page
        self._path: str | None = None

    def stand(self, route: str) -> None:
        """Take note of where the person stands now."""
        path = routes.path_of(route)
        left, self._path = self._path, path
        if left is not None and left != path:
            self._put_away(left)

    def load_anew(self) -> None:
        """Take note that the page was loaded anew: whoever sits there now may be somebody else."""
        if self._path is not None:
            self._put_away(self._path)

    def _put_away(self, path: str) -> None:
        for state in self._page.states():
            if isinstance(state, Leavable) and routes.is_under(path, state.place):
                state.put_away()
