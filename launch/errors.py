"""Why the program does not start."""


class CannotStart(Exception):
    """The program cannot start; the message is in French, says how to mend it, and is shown as it stands."""
