"""How the characters and lines of a text file are written."""

import codecs
from dataclasses import dataclass

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "UTF-8 with BOM", ""),
    (codecs.BOM_UTF16_LE, "UTF-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "UTF-16", "utf-16-be"),
)
WINDOWS = "Windows-1252"


@dataclass(frozen=True)
class Encoding:
    """How a file is written: `codec` is empty where its bytes are taken as they are."""

    name: str
    codec: str = ""
    mark: int = 0
    carriage_returns: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether the bytes behind the mark are the text as it is read."""
        return not self.codec and not self.carriage_returns


def recognise(head: bytes) -> Encoding:
    r"""The encoding that the beginning of a file shows.

    | head                    | name             | codec       | carriage returns |
    |-------------------------|------------------|-------------|------------------|
    | `b"A,B\n"`              | `UTF-8`          |             | no               |
    | `b"\xef\xbb\xbfA,B\n"`  | `UTF-8 with BOM` |             | no               |
    | `b"\xff\xfeA\0,\0B\0"`  | `UTF-16`         | `utf-16-le` | no               |
    | `b"A\0,\0B\0\n\0"`      | `UTF-16`         | `utf-16-le` | no               |
    | `b"A,B\rC,D\r"`         | `UTF-8`          |             | yes              |

    Windows-1252 shows itself only where a record is not valid UTF-8, which may be late in the file.
    """
    name, codec, mark = _marked(head) or _unmarked(head)
    text = head[mark : len(head) // 2 * 2].decode(codec, "replace").encode() if codec else head
    lone_returns = text.count(b"\r") - text.count(b"\r\n")
    return Encoding(name, codec, mark, carriage_returns=lone_returns > text.count(b"\n"))


def _marked(head: bytes) -> tuple[str, str, int] | None:
    for mark, name, codec in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            return name, codec, len(mark)
    return None


def _unmarked(head: bytes) -> tuple[str, str, int]:
    """Every second byte of Latin text in UTF-16 is zero: of each two the first, or the second."""
    pairs = max(len(head) // 2, 1)
    if head[1::2].count(0) > 0.7 * pairs:
        return "UTF-16", "utf-16-le", 0
    if head[::2].count(0) > 0.7 * pairs:
        return "UTF-16", "utf-16-be", 0
    return "UTF-8", "", 0


def is_utf8(data: bytes) -> bool:
    """Whether bytes are valid UTF-8."""
    if data.isascii():
        return True
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def decoded(record: bytes) -> tuple[str, bool]:
    r"""One record as text, and whether it had to be read as Windows-1252.

    | record            | text       | Windows-1252 |
    |-------------------|------------|--------------|
    | `b"PE\xc3\x91A"`  | `PEÑA`     | no           |
    | `b"PE\xd1A"`      | `PEÑA`     | yes          |
    | `b"O\x92BRIEN"`   | `O’BRIEN`  | yes          |
    | `b"\x81"`         | `�`        | yes          |
    """
    try:
        return record.decode(), False
    except UnicodeDecodeError:
        return record.decode("cp1252", "replace"), True
