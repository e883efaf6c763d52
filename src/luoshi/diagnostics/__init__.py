"""The catalogue of codes and how a finding is shown.

`diagnose` makes a finding, `diagnose_reading` those of a whole reading, `render` shows one with its quote.
"""

from luoshi.diagnostics.catalogue import CODES, diagnose, find_code
from luoshi.diagnostics.code import Code, Lang, Words
from luoshi.diagnostics.reading import diagnose_reading
from luoshi.diagnostics.render import explain, render

__all__ = ["CODES", "Code", "Lang", "Words", "diagnose", "diagnose_reading", "explain", "find_code", "render"]
