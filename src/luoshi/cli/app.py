"""Arguments → work: the commands and their options, for one language of the interface.

Nothing heavy is imported before a command runs, so that ``luoshi --help`` answers at once.
"""

from pathlib import Path

import click

from luoshi import __version__
from luoshi.cli.words import HELP, MESSAGES
from luoshi.diagnostics import Lang

FORMATS = ("text", "json", "jsonl", "xlsx", "html", "docx", "stratml", "workspace")
# What cannot be shown on a terminal.
FILES = ("xlsx", "html", "docx", "stratml", "workspace")
_SUFFIXES = {
    "txt": "text",
    "md": "text",
    "json": "json",
    "jsonl": "jsonl",
    "xlsx": "xlsx",
    "html": "html",
    "htm": "html",
    "docx": "docx",
    "xml": "stratml",
}
LEVELS = ("note", "warning", "error", "never")


def command_line(lang: Lang) -> click.Group:
    """The command ``luoshi`` with all that it can do."""
    group = click.Group(
        "luoshi",
        help=HELP["luoshi"].in_language(lang),
        commands=[
            _compile_command(lang),
            _check_command(lang),
            _review_command(lang),
            _diff_command(lang),
            _explain_command(lang),
        ],
        # `asked_language` has read it already; the commands take it from their own default.
        params=[_lang_option(lang, expose_value=False)],
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    return click.version_option(__version__, prog_name="luoshi")(group)


def _compile_command(lang: Lang) -> click.Command:
    def run(
        sources: tuple[str, ...],
        example: bool,
        out: str | None,
        format_: str | None,
        published: str | None,
        jobs: int,
        fail_on: str,
        with_text: bool,
        everything: bool,
        editions: tuple[str, ...],
        lang: Lang,
    ) -> None:
        from luoshi.cli.compile import CompileOptions, compile_sources

        if example and sources:
            raise click.UsageError(MESSAGES["both"].in_language(lang))
        if not example and not sources:
            raise click.UsageError(MESSAGES["nothing"].in_language(lang))
        _check_date(published, lang)
        chosen = format_ or _format_of(out, lang)
        if chosen in FILES and out is None:
            raise click.UsageError(MESSAGES["needs-out"].in_language(lang).format(value=chosen))
        if any("=" not in each for each in editions):
            raise click.UsageError(MESSAGES["bad-as"].in_language(lang))
        if editions and chosen != "workspace":
            raise click.UsageError(MESSAGES["as-workspace"].in_language(lang))
        options = CompileOptions(
            sources=sources,
            example=example,
            out=out,
            format=chosen,
            published=published,
            jobs=jobs,
            fail_on=fail_on,
            with_text=with_text,
            everything=everything,
            editions=editions,
            lang=lang,
        )
        raise click.exceptions.Exit(compile_sources(options))

    def words(name: str) -> str:
        return HELP[name].in_language(lang)

    return click.Command(
        "compile",
        help=words("compile"),
        callback=run,
        params=[
            click.Argument(["sources"], metavar="[SOURCE]...", nargs=-1),
            click.Option(["--example"], is_flag=True, help=words("example")),
            click.Option(["--out"], metavar="PATH", help=words("out")),
            click.Option(["--format", "format_"], type=click.Choice(FORMATS), help=words("format")),
            click.Option(["--published"], metavar="DATE", help=words("published")),
            click.Option(
                ["--jobs"], type=click.IntRange(min=1), default=1, show_default=True, help=words("jobs")
            ),
            click.Option(
                ["--fail-on"],
                type=click.Choice(LEVELS),
                default="never",
                show_default=True,
                help=words("fail-on"),
            ),
            click.Option(["--with-text"], is_flag=True, help=words("with-text")),
            click.Option(["--as", "editions"], metavar="SLUG=SOURCE", multiple=True, help=words("as")),
            click.Option(["--all", "everything"], is_flag=True, help=words("all")),
            _lang_option(lang),
        ],
    )


def _check_command(lang: Lang) -> click.Command:
    def run(workspace: str, format_: str, fail_on: str, lang: Lang) -> None:
        from luoshi.cli.check import check_workspace

        raise click.exceptions.Exit(check_workspace(workspace, format_=format_, fail_on=fail_on, lang=lang))

    return click.Command(
        "check",
        help=HELP["check"].in_language(lang),
        callback=run,
        params=[
            click.Argument(["workspace"]),
            _format_option(("text", "json"), lang),
            click.Option(
                ["--fail-on"],
                type=click.Choice(LEVELS),
                default="error",
                show_default=True,
                help=HELP["fail-on"].in_language(lang),
            ),
            _lang_option(lang),
        ],
    )


def _review_command(lang: Lang) -> click.Command:
    def run(
        workspace: str,
        subject: str | None,
        verdict: str | None,
        changes: tuple[str, ...],
        table: str | None,
        by: str | None,
        reason: str,
        write: bool,
        lang: Lang,
    ) -> None:
        from luoshi.cli.review import ReviewOptions, review_workspace

        fault = None
        if table is not None and subject is not None:
            fault = "table-or-id"
        elif by is None and (verdict is not None or (table is not None and write)):
            fault = "needs-by"
        elif changes and verdict != "change":
            fault = "set-change"
        elif verdict == "change" and not changes:
            fault = "change-set"
        elif write and table is None:
            fault = "write-table"
        if fault is not None:
            raise click.UsageError(MESSAGES[fault].in_language(lang))
        options = ReviewOptions(
            workspace=workspace,
            subject=subject,
            verdict=verdict,
            changes=changes,
            table=table,
            by=by or "",
            reason=reason,
            write=write,
            lang=lang,
        )
        raise click.exceptions.Exit(review_workspace(options))

    def words(name: str) -> str:
        return HELP[name].in_language(lang)

    return click.Command(
        "review",
        help=words("review"),
        callback=run,
        params=[
            click.Argument(["workspace"]),
            click.Argument(["subject"], metavar="[ID]", required=False),
            click.Argument(["verdict"], required=False, type=click.Choice(("accept", "reject", "change"))),
            click.Option(["--set", "changes"], metavar="FIELD=VALUE", multiple=True, help=words("set")),
            click.Option(["--table"], metavar="FILE.xlsx", help=words("table")),
            click.Option(["--write"], is_flag=True, help=words("write")),
            click.Option(["--by"], metavar="WHO", help=words("by")),
            click.Option(["--reason"], default="", help=words("reason")),
            _lang_option(lang),
        ],
    )


def _diff_command(lang: Lang) -> click.Command:
    def run(
        old: str, new: str, format_: str | None, out: str | None, published: str | None, lang: Lang
    ) -> None:
        from luoshi.cli.diff import diff_plans

        _check_date(published, lang)
        guessed = {"json": "json", "html": "html", "htm": "html"}.get(_extension(out or ""), "text")
        raise click.exceptions.Exit(
            diff_plans(old, new, format_=format_ or guessed, out=out, published=published, lang=lang)
        )

    return click.Command(
        "diff",
        help=HELP["diff"].in_language(lang),
        callback=run,
        params=[
            click.Argument(["old"]),
            click.Argument(["new"]),
            click.Option(
                ["--format", "format_"],
                type=click.Choice(("text", "json", "html")),
                help=HELP["diff-format"].in_language(lang),
            ),
            click.Option(["--out"], metavar="FILE", help=HELP["out-file"].in_language(lang)),
            click.Option(["--published"], metavar="DATE", help=HELP["published"].in_language(lang)),
            _lang_option(lang),
        ],
    )


def _check_date(published: str | None, lang: Lang) -> None:
    from luoshi.cli.compile import is_date

    if published is not None and not is_date(published):
        raise click.UsageError(MESSAGES["date"].in_language(lang).format(value=published))


def _format_option(formats: tuple[str, ...], lang: Lang) -> click.Option:
    return click.Option(
        ["--format", "format_"],
        type=click.Choice(formats),
        default=formats[0],
        show_default=True,
        help=HELP["short-format"].in_language(lang),
    )


def _explain_command(lang: Lang) -> click.Command:
    def run(code: str, lang: Lang) -> None:
        from luoshi.diagnostics import CODES, explain, find_code

        entry = find_code(code)
        if entry is None:
            known = "\n".join(f"  {each.code} {each.name}" for each in CODES)
            raise click.UsageError(f"{MESSAGES['code'].in_language(lang).format(value=code)}\n{known}")
        click.echo(explain(entry, lang=lang), nl=False)

    return click.Command(
        "explain",
        help=HELP["explain"].in_language(lang),
        callback=run,
        params=[click.Argument(["code"]), _lang_option(lang)],
    )


def _lang_option(lang: Lang, *, expose_value: bool = True) -> click.Option:
    choice = click.Choice(("zh", "en"))
    words = HELP["lang"].in_language(lang)
    return click.Option(["--lang"], type=choice, default=lang, help=words, expose_value=expose_value)


def _format_of(out: str | None, lang: Lang) -> str:
    """The format that an output path stands for: that of its extension, a workspace where it is a folder."""
    if out is None:
        return "text"
    if out.endswith(("/", "\\")):
        return "workspace"
    extension = _extension(out)
    if extension in _SUFFIXES:
        return _SUFFIXES[extension]
    if not extension or Path(out).is_dir():
        return "workspace"
    raise click.UsageError(MESSAGES["which-format"].in_language(lang).format(path=out))


def _extension(path: str) -> str:
    name = path.replace("\\", "/").rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name.lstrip(".") else ""
