"""Setting a document with Typst: data in, the bytes of an accessible PDF out."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

HERE = Path(__file__).parent
LAYOUTS = HERE / "layouts"
FONTS = HERE / "fonts"
PROJECT = HERE.parents[1]


class CannotTypeset(RuntimeError):
    """The layout did not accept the data; the message is Typst's."""


@cache
def _fonts() -> typst.Fonts:
    """Only the vendored typeface: a paper must look the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def typeset(layout: str, data: Mapping[str, object], made_on: date) -> bytes:
    """The PDF of a layout filled with data, accessible (PDF/UA-1) and fit for archives (PDF/A-2a).

    `data` reaches the layout as JSON and is never part of its source. The same layout, data and date give the
    same bytes. Raises CannotTypeset.
    """
    try:
        pdf = typst.compile(
            **_source(layout, data),
            pdf_standards=["a-2a", "ua-1"],
            timestamp=datetime.combine(made_on, time(), UTC),
        )
    except typst.TypstError as error:
        raise CannotTypeset(str(error)) from error
    return bytes(pdf)


def count_pages(layout: str, data: Mapping[str, object]) -> int:
    """How many pages a layout that marks its last page as `last-page` takes. Raises CannotTypeset."""
    return ask(layout, data, "last-page")


def ask(layout: str, data: Mapping[str, object], label: str) -> int:
    """The number that a layout filled with data has under a label. Raises CannotTypeset."""
    source = _source(layout, data)
    try:
        return int(json.loads(typst.query(selector=f"<{label}>", field="value", one=True, **source)))
    except typst.TypstError as error:
        raise CannotTypeset(str(error)) from error


def _source(layout: str, data: Mapping[str, object]) -> dict[str, Any]:
    return {
        "input": str(LAYOUTS / layout),
        "root": str(LAYOUTS),
        "font_paths": _fonts(),
        "ignore_system_fonts": True,
        "sys_inputs": {"data": json.dumps(data, ensure_ascii=False)},
    }


def apart(command: str, layout: str, data: Mapping[str, object], made_on: date) -> bytes:
    """Typeset ("set") or count pages ("count") in a process of its own, whose memory ends with it.

    Typst keeps what it laid out for its last documents, which for long ones is more memory than a worker
    should hold. Raises CannotTypeset.
    """
    done = subprocess.run(  # noqa: S603 the command is this very module
        [sys.executable, "-m", "filings.documents.typesetting", command],
        input=json.dumps({"layout": layout, "data": data, "made_on": made_on.isoformat()}).encode(),
        capture_output=True,
        cwd=PROJECT,
        check=False,
    )
    if done.returncode:
        raise CannotTypeset(done.stderr.decode(errors="replace"))
    return done.stdout


def _serve(command: str) -> bytes:
    """What `apart` asks for, in the process that it started."""
    asked = json.load(sys.stdin)
    if command == "count":
        return str(count_pages(asked["layout"], asked["data"])).encode()
    return typeset(asked["layout"], asked["data"], date.fromisoformat(asked["made_on"]))


if __name__ == "__main__":
    sys.stdout.buffer.write(_serve(sys.argv[1]))
