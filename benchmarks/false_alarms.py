"""How often each rule speaks on the annotated corpus, so that every finding can be judged by reading it.

    python -m benchmarks.false_alarms [--list] [--only CODE ...]

The documents set aside are never read. Each document is a plan of its own, for no two of the corpus belong to
one place; what was judged is written down in false_alarms.md.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from benchmarks.accuracy import CORPUS, SET_ASIDE
from luoshi.compiler.link import link
from luoshi.compiler.pipeline import compile_document
from luoshi.diagnostics import CODES
from luoshi.exchange.text import read_text
from luoshi.model.diagnostic import Diagnostic
from luoshi.model.text import Document, DocumentId
from luoshi.rules import check

_AROUND = 16


class Found(NamedTuple):
    """A finding and the document that it is about."""

    document: Document
    diagnostic: Diagnostic


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the counts, and with --list every finding; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.false_alarms", description="Count findings.")
    parser.add_argument("--list", action="store_true", help="every finding with its place")
    parser.add_argument("--only", nargs="+", metavar="CODE", default=[], help="these codes only")
    options = parser.parse_args(arguments)
    findings = [each for each in find_all() if not options.only or each.diagnostic.code in options.only]
    counts = Counter(each.diagnostic.code for each in findings)
    for entry in CODES:
        if entry.code in counts or not options.only:
            print(f"{entry.code} {entry.name:28} {counts[entry.code]:4}")
        if options.list:
            for each in findings:
                if each.diagnostic.code == entry.code:
                    print(f"    {describe(each)}")
    return 0


def find_all() -> Iterator[Found]:
    """The findings on all documents that are not set aside."""
    for path in sorted(CORPUS.glob("[0-9][0-9].txt")):
        if path.stem in SET_ASIDE:
            continue
        document = read_text(path.read_bytes(), path.name, DocumentId(path.stem)).value
        if document is None:
            raise ValueError(f"{path} is not readable text")
        outcome = compile_document(document)
        for found in (*outcome.diagnostics, *check(link([outcome.value]).value)):
            yield Found(document, found)


def describe(found: Found) -> str:
    """Document, place, headline and the text around the span, on one line."""
    document, diagnostic = found
    span = diagnostic.span
    if span is None:
        return f"{document.id} {diagnostic.message}"
    text = document.text
    before, marked, after = (
        text[max(0, span.start - _AROUND) : span.start],
        text[span.start : span.end],
        text[span.end : span.end + _AROUND],
    )
    quoted = f"{before}⟦{marked}⟧{after}".replace("\n", "⏎").replace("\t", "⇥")
    return f"{document.id}:{span.start} {diagnostic.message}  {quoted}"


if __name__ == "__main__":
    sys.exit(main())
