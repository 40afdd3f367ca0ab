"""Setting a document with Typst: data in, the bytes of an accessible PDF out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

import typst

HERE = Path(__file__).parent
LAYOUTS = HERE / "layouts"
FONTS = HERE / "fonts"


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
            str(LAYOUTS / layout),
            root=str(LAYOUTS),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=["a-2a", "ua-1"],
            timestamp=datetime.combine(made_on, time(), UTC),
        )
    except typst.TypstError as error:
        raise CannotTypeset(str(error)) from error
    return bytes(pdf)
