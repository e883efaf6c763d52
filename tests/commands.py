"""Runs the command line inside the test process."""

from click.testing import CliRunner, Result

from luoshi.cli.app import command_line
from luoshi.cli.words import asked_language

ENVIRONMENT = {"COLUMNS": "80", "LC_ALL": "zh_CN.UTF-8", "FORCE_COLOR": None, "TTY_COMPATIBLE": None}


def luoshi(*arguments: str, stdin: bytes | None = None) -> Result:
    """The result of ``luoshi`` with these arguments; an exception of ours is raised."""
    command = command_line(asked_language(arguments, {"LANG": "zh_CN.UTF-8"}))
    result = CliRunner().invoke(command, list(arguments), input=stdin, prog_name="luoshi", env=ENVIRONMENT)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result
