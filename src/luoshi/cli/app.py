"""Arguments → work: the commands and their options, for one language of the interface.

Nothing heavy is imported before a command runs, so that ``luoshi --help`` answers at once.
"""

import click

from luoshi import __version__
from luoshi.cli.words import HELP, MESSAGES
from luoshi.diagnostics import Lang

FORMATS = ("text", "json", "jsonl")
LEVELS = ("note", "warning", "error", "never")


def command_line(lang: Lang) -> click.Group:
    """The command ``luoshi`` with all that it can do."""
    group = click.Group(
        "luoshi",
        help=HELP["luoshi"].in_language(lang),
        commands=[_compile_command(lang), _explain_command(lang)],
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
        lang: Lang,
    ) -> None:
        from luoshi.cli.compile import CompileOptions, compile_sources, is_date

        if example and sources:
            raise click.UsageError(MESSAGES["both"].in_language(lang))
        if not example and not sources:
            raise click.UsageError(MESSAGES["nothing"].in_language(lang))
        if published is not None and not is_date(published):
            raise click.UsageError(MESSAGES["date"].in_language(lang).format(value=published))
        options = CompileOptions(
            sources=sources,
            example=example,
            out=out,
            format=format_ or _format_of(out),
            published=published,
            jobs=jobs,
            fail_on=fail_on,
            with_text=with_text,
            everything=everything,
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
            click.Option(["--out"], metavar="FILE", help=words("out")),
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
            click.Option(["--all", "everything"], is_flag=True, help=words("all")),
            _lang_option(lang),
        ],
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


def _lang_option(lang: Lang) -> click.Option:
    choice = click.Choice(("zh", "en"))
    return click.Option(["--lang"], type=choice, default=lang, help=HELP["lang"].in_language(lang))


def _format_of(out: str | None) -> str:
    """The format that the extension of an output file stands for."""
    extension = (out or "").rpartition(".")[2].lower()
    return extension if extension in ("json", "jsonl") else "text"
