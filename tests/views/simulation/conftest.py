"""A server that simulates, over the engine that all tests share."""

from tests.app.simulation.conftest import base_url

__all__ = ["base_url"]
