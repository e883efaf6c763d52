"""Pictures of pages → lines of text, by the recogniser of the extra ``ocr``.

`readers` calls `read_image` for picture files, `pdf_reader` calls `recognise` for pages without text. Each line keeps
its box and the recogniser's confidence; nothing is corrected. Without the extra a picture is `Unreadable`.
"""

import importlib
import importlib.util
import io
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from luoshi.diagnostics import diagnose
from luoshi.exchange.page_layout import Run, read_page_lines
from luoshi.exchange.transcript import Line, Transcript, UnreadableError
from luoshi.model.diagnostic import Diagnostic

DOUBTFUL = 0.8
_MOST_PIXELS = 60_000_000
_MOST_FRAMES = 200
_POINTS = 72.0


class Recognised(NamedTuple):
    """A line in a picture: left, top, right, bottom in pixels, its text and its confidence."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    confidence: float


def has_recogniser() -> bool:
    """Whether the extra ``ocr`` is installed."""
    return all(importlib.util.find_spec(name) for name in ("rapidocr", "onnxruntime"))


@lru_cache(maxsize=1)
def _engine() -> Callable[[Any], Any]:
    module = importlib.import_module("rapidocr")
    engine: Callable[[Any], Any] = module.RapidOCR(params={"Global.log_level": "critical"})
    return engine


def recognise(image: Any) -> list[Recognised]:
    """The lines of a picture, given as an array of pixels (rows, columns, colours)."""
    result = _engine()(image)
    boxes, texts, scores = result.boxes, result.txts, result.scores
    if boxes is None or texts is None:
        return []
    found = []
    for corners, text, score in zip(boxes, texts, scores, strict=True):
        across = [float(point[0]) for point in corners]
        down = [float(point[1]) for point in corners]
        if text.strip():
            found.append(Recognised(min(across), min(down), max(across), max(down), text, float(score)))
    return found


def page_of(found: Sequence[Recognised], page: int, scale: float) -> list[Line]:
    """The lines of a recognised page in reading order; ``scale`` is points per pixel."""
    runs = [
        Run(
            each.left * scale,
            each.top * scale,
            each.right * scale,
            each.bottom * scale,
            each.text,
            (each.bottom - each.top) * scale,
            each.confidence,
        )
        for each in found
    ]
    return read_page_lines(runs, page)


def confidence_of(lines: Sequence[Line]) -> tuple[Diagnostic, ...]:
    """What to say about text that was recognised."""
    scores = [piece.confidence for line in lines for piece in line.pieces if piece.confidence is not None]
    if not scores:
        return ()
    doubtful = sum(score < DOUBTFUL for score in scores)
    mean = f"{sum(scores) / len(scores):.2f}"
    return (diagnose("LS810", mean=mean, doubtful=doubtful, limit=DOUBTFUL),)


def read_image(data: bytes) -> Transcript:
    """The lines of a picture file; one with several pictures (TIFF) gives several pages."""
    if not has_recogniser():
        raise UnreadableError("LS806", format="图片")

    pictures: Any = importlib.import_module("PIL.Image")
    sequence: Any = importlib.import_module("PIL.ImageSequence")
    lines: list[Line] = []
    try:
        with pictures.open(io.BytesIO(data)) as image:
            for page, frame in enumerate(sequence.Iterator(image), 1):
                if frame.width * frame.height > _MOST_PIXELS or page > _MOST_FRAMES:
                    raise UnreadableError("LS803", what="图片", limit=f"{_MOST_PIXELS // 10_000} 万像素")
                array = importlib.import_module("numpy").asarray(frame.convert("RGB"))[:, :, ::-1]
                resolution = float(frame.info.get("dpi", (200.0, 200.0))[0]) or 200.0
                lines += page_of(recognise(array), page, _POINTS / max(resolution, 36.0))
    except (pictures.DecompressionBombError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise UnreadableError("LS801", format="图片", reason="图像数据残缺") from error
    if not lines:
        raise UnreadableError("LS004")
    return Transcript(tuple(lines), confidence_of(lines))
