"""Starts Debian's chromium for tests and screenshots; nothing is downloaded for it."""

import importlib.util
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext

EXECUTABLE = Path("/usr/bin/chromium")
# The browser of a machine without a screen and without a network.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def missing() -> str | None:
    """What keeps a browser from being started here; None if nothing does."""
    if importlib.util.find_spec("playwright") is None:
        return "the Python package playwright is not installed"
    if not EXECUTABLE.exists():
        return f"{EXECUTABLE} is not installed"
    return None


@contextmanager
def chromium(*, scale: float = 1) -> Iterator["BrowserContext"]:
    """A browser with an empty profile of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as profile:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=EXECUTABLE,
            args=list(FLAGS),
            headless=True,
            viewport={"width": 1440, "height": 900},
            device_scale_factor=scale,
        )
        try:
            yield context
        finally:
            context.close()
