"""Old Office and WPS files → DOCX or XLSX, by a LibreOffice that the machine may have.

`readers` calls `convert` and reads the result with the reader of the new format. LibreOffice runs in a folder and
with a profile of its own, without macros, and is stopped after a time.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

from luoshi.exchange.transcript import UnreadableError

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 60
_LARGEST_RESULT = 256 * 2**20
_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}


def find_converter() -> str | None:
    """The path of LibreOffice, None where it is not installed."""
    return next((path for path in map(shutil.which, _PROGRAMS) if path), None)


def convert(data: bytes, extension: str, target: str, format_name: str) -> bytes:
    """``data``, a file with ``extension`` (.doc), as ``target`` (docx)."""
    program = find_converter()
    if program is None:
        raise UnreadableError("LS807", format=format_name)
    with tempfile.TemporaryDirectory(prefix="luoshi-") as folder:
        source = Path(folder) / f"source{extension}"
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--nolockcheck",
            "--convert-to",
            _FILTERS[target],
            "--outdir",
            str(Path(folder) / "out"),
            str(source),
        ]
        try:
            subprocess.run(command, check=False, capture_output=True, timeout=_SECONDS, cwd=folder)
        except subprocess.TimeoutExpired as error:
            raise UnreadableError("LS808", reason=f"超过 {_SECONDS} 秒") from error
        except OSError as error:
            raise UnreadableError("LS808", reason=error.strerror or "无法启动") from error
        result = Path(folder) / "out" / f"source.{target}"
        if not result.is_file():
            raise UnreadableError("LS808", reason="没有得到结果，文件可能损坏或有密码")
        if result.stat().st_size > _LARGEST_RESULT:
            raise UnreadableError("LS803", what="转换结果", limit=f"{_LARGEST_RESULT // 2**20} MB")
        return result.read_bytes()
