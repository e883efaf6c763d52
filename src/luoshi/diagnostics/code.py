"""The shape of a catalogue entry: what a code is called, how grave it is, and what there is to say about it.

The files of codes make these; `catalogue` gathers them, the command line and the documentation print them.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from luoshi.model.diagnostic import Severity

Lang = Literal["zh", "en"]


class Words(NamedTuple):
    """The same words in the two languages of the interface."""

    zh: str
    en: str

    def in_language(self, lang: Lang) -> str:
        """The words in ``lang``."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One kind of finding.

    ``headline.zh`` may hold ``{names}``, filled in when a finding is made; ``headline.en`` holds none.
    ``example`` shows a text that has the finding, ``better`` one that has not; both are empty for files and
    faults that no wording can show.
    """

    code: str
    name: str
    severity: Severity
    headline: Words
    finds: Words
    matters: Words
    limits: Words
    source: Words
    help: Words | None = None
    example: str = ""
    better: str = ""
