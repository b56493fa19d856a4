"""The two stores that tables are in: the catalog, and the content beside it."""

from __future__ import annotations

from sqlalchemy import MetaData

catalog = MetaData()
content = MetaData()
