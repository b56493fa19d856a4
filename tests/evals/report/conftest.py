"""The browser, for tests that look at the page."""

from tests.browser import browser, page

__all__ = ["browser", "page"]
