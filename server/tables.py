"""Every table: code that goes through all of them imports this first."""

from server.features import load_tables

load_tables()
