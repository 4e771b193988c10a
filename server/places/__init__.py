"""The communes and countries of the Code officiel géographique, found by code or by what is typed of the name.

Nothing is read before the first question. Both functions take some milliseconds: an event loop hands them to a
thread.
"""

from server.places.gazetteer import Kind, Place, find, search

__all__ = ["Kind", "Place", "find", "search"]
