"""The program served to browsers: one process, one Flet session per visitor."""

from launch.web.app import create_app, html_app, serve
from launch.web.settings import WebSettings

__all__ = ["WebSettings", "create_app", "html_app", "serve"]
