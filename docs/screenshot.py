"""Makes the picture of the page that the README shows: the example, one item chosen.

python -m docs.screenshot                     # docs/images/page.png
python -m docs.screenshot report.html out.png # another page

Needs Debian's chromium, a Chinese font (fonts-noto-cjk) and the Python package playwright.
"""

import sys
import tempfile
from pathlib import Path

from luoshi.cli.sources import example_sources
from luoshi.compiler.link import link
from luoshi.compiler.pipeline import compile_document
from luoshi.exchange.html_page import write_html
from luoshi.exchange.text import read_text
from tests.browser import chromium

PICTURE = Path(__file__).parent / "images" / "page.png"
# The item that is chosen in the picture: one with units, a date and a figure.
ITEM = 4


def example_page() -> bytes:
    """The page of the bundled example."""
    read = [read_text(source.data or b"", source.name, source.id).value for source in example_sources()]
    outcomes = [compile_document(document) for document in read if document is not None]
    linked = link(tuple(outcome.value for outcome in outcomes))
    found = [each for outcome in outcomes for each in outcome.diagnostics]
    return write_html(linked.value, [*found, *linked.diagnostics])


def take(page_path: Path, picture: Path) -> None:
    """Open the page and take its picture."""
    with chromium.chromium() as context:
        page = context.new_page()
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.goto(page_path.as_uri())
        page.locator("#view .row").nth(ITEM).click()
        page.wait_for_selector("#source .chosen")
        page.evaluate(
            "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 200))))"
        )
        picture.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=picture)


def main(arguments: list[str]) -> int:
    """Take the picture that was asked for; the exit code."""
    reason = chromium.missing()
    if reason:
        print(reason, file=sys.stderr)
        return 2
    if arguments:
        take(Path(arguments[0]).resolve(), Path(arguments[1]) if len(arguments) > 1 else PICTURE)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "example.html"
        path.write_bytes(example_page())
        take(path, PICTURE)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
