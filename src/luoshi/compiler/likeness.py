"""How near two wordings are: shared by the replay of reviews and by the comparison of plans.

A clause keeps its identity while its figures, dates and firmness change (力争2027年底前改造380个 for
确保2026年底前改造420个); `kernel` takes these away, `likeness` compares what is left by its pairs of characters.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from luoshi.compiler.identity import normal_clause

_FIGURES = re.compile(r"\d[\d.]*")
_PERIOD = re.compile(
    r"(?:今年|明年|年内|上半年|下半年|[一二三四]季度|0年|0月|0日|底前?|末|月底|年底)+(?:之?前|以?内)?"
)
_FIRMNESS = re.compile(
    r"确保|务必|必须|坚决|力争|争取|努力|尽快|抓紧|加快|着力|积极|切实|进一步|大力|深入|全面|扎实|持续|认真|严格|稳妥|有序"
    r"|逐步|稳步|适时|探索|鼓励|引导|支持|允许|原则上|视情|不低于|不少于|不超过|不高于|以上|以下|以内|左右|约"
)

# How many of its rarest runs of characters bring a wording together with others, and how many others may share one.
_RAREST = 8
_COMMON = 32


def kernel(wording: str) -> str:
    """What a clause is about, without figures, dates and the words that say how firmly.

    >>> kernel("力争2027年底前，改造老旧小区380个左右") == kernel("确保2026年底前改造老旧小区420个")
    True
    """
    plain = _FIGURES.sub("0", normal_clause(wording))
    left = _FIRMNESS.sub("", _PERIOD.sub("", plain))
    return left or plain


def pairs_of(wording: str) -> frozenset[str]:
    """Neighbouring characters; a single character is a pair with nothing."""
    return frozenset(wording[i : i + 2] for i in range(len(wording) - 1)) or frozenset({wording})


def triples_of(wording: str) -> frozenset[str]:
    """Runs of three characters, by which near-equal wordings meet."""
    return frozenset(wording[i : i + 3] for i in range(len(wording) - 2)) or frozenset({wording})


def likeness(left: frozenset[str], right: frozenset[str]) -> float:
    """Shared pairs as a share of all pairs (Jaccard): 1 for equal wordings, 0 for wordings with nothing in common."""
    together = len(left & right)
    return together / (len(left) + len(right) - together) if together else 0.0


def postings_of(wordings: Iterable[str]) -> Mapping[str, Sequence[int]]:
    """For each run of three characters the places of the wordings that hold it."""
    postings: defaultdict[str, list[int]] = defaultdict(list)
    for i, wording in enumerate(wordings):
        for triple in triples_of(wording):
            postings[triple].append(i)
    return postings


def neighbours(wording: str, postings: Mapping[str, Sequence[int]]) -> set[int]:
    """Places of the wordings that share one of the rarest runs of ``wording``: a bounded number, whatever their sum."""
    known = sorted((len(postings[each]), each) for each in triples_of(wording) if each in postings)
    return {i for number, each in known[:_RAREST] if number <= _COMMON for i in postings[each]}
