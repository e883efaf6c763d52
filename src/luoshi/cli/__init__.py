"""The command ``luoshi``. `main` is what the installed script calls."""

import io
import sys

from luoshi.cli.app import command_line
from luoshi.cli.words import asked_language


def main() -> None:
    """Run the command line with the process's arguments."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a character gets a question mark, not a crash.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    command_line(asked_language(sys.argv[1:]))(prog_name="luoshi")
