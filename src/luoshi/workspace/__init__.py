"""A plan as a folder of files that people can read, compare and keep under version control.

    luoshi.toml              settings: severities and waivers; belongs to the user, written once
    reviews.jsonl            reviews; lines are only ever added
    documents.jsonl          the documents with their slugs and where they came from
    documents/<slug>.txt     the text that every span counts in
    readings/<slug>.jsonl    what the compiler found in it, before reviews
    plan/*.jsonl             goals, organisations and edges, after reviews
    diagnostics.jsonl        findings of the readers and the compiler
    workspace.json           version of the format and of the program
    checksums.txt            SHA-256 of every generated file, as sha256sum writes it

`open_workspace` reads such a folder, `renew` puts freshly compiled readings into it, `save_workspace` writes it,
`add_reviews` adds to the log. The command line and the web application call these; the clock stays with them. Equal content gives
equal bytes; a file appears whole or not at all; what was edited by hand is kept aside before it is written anew.
"""

from luoshi.workspace.contents import Workspace, assemble, renew, subjects_of
from luoshi.workspace.layout import REVIEWS, SETTINGS, is_workspace, may_become_workspace
from luoshi.workspace.opening import open_workspace
from luoshi.workspace.saving import add_reviews, save_workspace

__all__ = [
    "REVIEWS",
    "SETTINGS",
    "Workspace",
    "add_reviews",
    "assemble",
    "is_workspace",
    "may_become_workspace",
    "open_workspace",
    "renew",
    "save_workspace",
    "subjects_of",
]
