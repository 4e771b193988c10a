"""Every table: what walks through all of them imports this first."""

from server.features import load_tables

load_tables()
