"""Files of the state in miniature: rows of 95 invented values, written as a test wants them damaged."""

from pathlib import Path

from uploads.formats.columns import COLUMNS, SEPARATOR, SEPARATORS

HEADER = ",".join(COLUMNS)
_USUAL = {
    **dict.fromkeys(SEPARATORS, SEPARATOR),
    "RECORD_ID": "1",
    "SUBJECT_ID": "10000001",
    "CII_NUMBER": "2515373243",
    "PRI_NAME": "BROWN,ANGEL",
    "PRI_DOB": "19680229",
    "CYC_DATE": "19890209",
    "STP_EVENT_DATE": "19890301",
    "STP_TYPE_DESCR": "COURT ACTION",
    "STP_ORI_CNTY_NAME": "SACRAMENTO",
    "CNT_ORDER": "001002001000",
    "OFN": "561944",
    "OFFENSE_DESCR": "11357(A) HS-POSSESS CONCENTRATED CANNABIS",
    "OFFENSE_TOC": "F",
    "DISP_DESCR": "CONVICTED-JAIL",
    "CONV_STAT_DESCR": "FELONY",
    "END_OF_REC": "EOR",
}


def values(**changes: str) -> list[str]:
    """The 95 values of a row."""
    return [changes.get(name, _USUAL.get(name, "")) for name in COLUMNS]


def line(**changes: str) -> str:
    """A row as the state writes it."""
    return ",".join(f'"{value}"' if "," in value or "\n" in value else value for value in values(**changes))


def write(
    folder: Path, *lines: str, name: str = "state.csv", end: str = "\n", encoding: str = "utf-8"
) -> Path:
    """Write lines to a file, each with a line end."""
    path = folder / name
    path.write_bytes("".join(one + end for one in lines).encode(encoding))
    return path
