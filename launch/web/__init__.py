"""The program served to browsers: one process, one Flet session a tab."""

from launch.web.app import create_app, serve
from launch.web.folder import claimed
from launch.web.listening import listening, origin
from launch.web.settings import WebSettings

__all__ = ["WebSettings", "claimed", "create_app", "listening", "origin", "serve"]
