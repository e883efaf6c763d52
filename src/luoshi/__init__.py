"""Luoshi (落实): plans as code.

Documents go in, a plan with provenance comes out; see ``luoshi.compiler`` for the way in.
"""

__version__ = "0.1.0"
