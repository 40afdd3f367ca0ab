"""Joining PDF files that Typst set into one, with their tags, bookmarks and metadata, in little memory.

General PDF libraries copy pages and lose the structure tree. The files here come from one program, whose
plain syntax (numbered objects and one table of their places) makes it safe to renumber them: every reference
`12 0 R` of a file is shifted by the number of objects before it. A tagged table has a dozen small objects for
each row; packed into streams they take a tenth of the room.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from filings.documents.packing import ObjectWriter

_REFERENCE = re.compile(rb"(?<![\w.])(\d+) 0 R\b")
# Nothing inside a literal string is a reference. Such a string may hold balanced parentheses.
_STRING = re.compile(rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))*\)", re.DOTALL)
_CELL_NAME = re.compile(rb"\((U\d+x\d+y\d+)\)")
_NUMBERED = re.compile(rb"(\d+) (\d+) 0 R")

# The first objects of a joined file.
_PAGES, _STRUCTURE, _DOCUMENT, _BOOKMARKS = 1, 2, 3, 4


class CannotJoin(ValueError):
    """A file is not written as Typst writes its files."""


@dataclass(frozen=True)
class _Source:
    """A file in pieces: its objects by number from 1 on, and the numbers of those that tie it together."""

    objects: list[bytes]
    catalog: int
    information: int
    pages: int
    structure: int
    bookmarks: int


@dataclass
class _Knots:
    """What is left to tie together at the end; the numbers are those of the joined file."""

    pages: list[int] = field(default_factory=list)
    page_count: int = 0
    documents: list[int] = field(default_factory=list)
    parent_key: int = 0
    parent_trees: list[int] = field(default_factory=list)
    name_trees: list[int] = field(default_factory=list)
    roles: dict[bytes, bytes] = field(default_factory=dict)
    bookmark_count: int = 0
    first_bookmark: int = 0
    last_bookmark: tuple[int, bytes] = (0, b"")
    catalog: tuple[int, bytes] = (0, b"")
    information: int = 0


def page_count(part: Path) -> int:
    """How many pages a file has. Raises CannotJoin."""
    source = _opened(part.read_bytes())
    return _number_after(source.objects[source.pages], b"/Count ")


def join(parts: Iterable[Path], path: Path) -> int:
    """Write the parts one after another to one file; returns its number of pages.

    Language, title and standards are those of the first part. One part is in memory at a time. The same parts
    give the same bytes. Raises CannotJoin.
    """
    knots = _Knots()
    with path.open("wb") as file:
        writer = ObjectWriter(file)
        writer.reserve(_BOOKMARKS)
        for number, part in enumerate(parts, start=1):
            _add(writer, knots, _opened(part.read_bytes()), number)
        _tie(writer, knots)
        writer.finish(knots.catalog[0], knots.information)
    return knots.page_count


def _opened(data: bytes) -> _Source:
    """A file taken apart by its table of places."""
    table = data.rfind(b"\nxref\n0 ")
    trailer = data[data.rfind(b"trailer") :]
    if table < 0 or not data.startswith(b"%PDF-1."):
        raise CannotJoin("The file has no plain table of its objects.")
    first_line, _, entries = data[table + 6 :].partition(b"\n")
    count = int(first_line.split()[1])
    places = [int(entries[20 * index : 20 * index + 10]) for index in range(1, count)]
    ends = dict(zip(sorted(places), [*sorted(places)[1:], table], strict=True))
    objects = [b"", *(_object(data[place : ends[place]]) for place in places)]
    catalog = _number_after(trailer, b"/Root ")
    return _Source(
        objects=objects,
        catalog=catalog,
        information=_number_after(trailer, b"/Info "),
        pages=_number_after(objects[catalog], b"/Pages "),
        structure=_number_after(objects[catalog], b"/StructTreeRoot "),
        bookmarks=_number_after(objects[catalog], b"/Outlines ", optional=True),
    )


def _object(text: bytes) -> bytes:
    return text[text.index(b" obj") + 5 : text.rindex(b"endobj")].rstrip(b"\n")


def _number_after(text: bytes, key: bytes, *, optional: bool = False) -> int:
    match = re.search(re.escape(key) + rb"(\d+)", text)
    if match:
        return int(match[1])
    if optional:
        return 0
    raise CannotJoin(f"The file has no {key.decode().strip()}.")


def _add(writer: ObjectWriter, knots: _Knots, source: _Source, part: int) -> None:
    """Write the objects of one part, and keep aside those that tie it together."""
    before = writer.reserve(len(source.objects) - 1)
    knots.pages.append(before + source.pages)
    knots.page_count += _number_after(source.objects[source.pages], b"/Count ")
    _note_structure(writer, knots, _shifted(source.objects[source.structure], before), part)
    bookmarks = _bookmark_numbers(source)
    for number, text in enumerate(source.objects[1:], start=1):
        if number in (source.structure, source.bookmarks) or number in bookmarks:
            continue
        content = _shifted(text, before)
        if number == source.catalog:
            knots.catalog = knots.catalog if part > 1 else (before + number, content)
            continue
        writer.put(before + number, _placed(content, source, number, before, knots, part))
    _chain(
        writer, knots, [(before + number, _shifted(source.objects[number], before)) for number in bookmarks]
    )
    knots.bookmark_count += _number_after(source.objects[source.bookmarks], b"/Count ", optional=True)
    knots.information = knots.information or before + source.information
    knots.parent_key += _number_after(source.objects[source.structure], b"/ParentTreeNextKey ")


def _shifted(text: bytes, by: int) -> bytes:
    """An object with its references renumbered; its stream and its strings stay as they are."""
    head, mark, stream = text.partition(b">>\nstream\n")
    if b"(" not in head:
        return _renumbered(head, by) + mark + stream
    pieces, end = [], 0
    for string in _STRING.finditer(head):
        pieces += [_renumbered(head[end : string.start()], by), string[0]]
        end = string.end()
    return b"".join(pieces) + _renumbered(head[end:], by) + mark + stream


def _renumbered(text: bytes, by: int) -> bytes:
    return _REFERENCE.sub(lambda match: b"%d 0 R" % (int(match[1]) + by), text)


def _placed(content: bytes, source: _Source, number: int, before: int, knots: _Knots, part: int) -> bytes:
    """An object of a part as it stands in the joined file."""
    if content.startswith(b"<</Type/StructElem"):
        content = _CELL_NAME.sub(rb"(P%06d\1)" % part, content)
        if b"/P %d 0 R" % (before + source.structure) in content:
            knots.documents.append(before + number)
            content = content.replace(
                b"/S/Document/P %d 0 R" % (before + source.structure), b"/S/Part/P %d 0 R" % _DOCUMENT
            )
    elif content.startswith(b"<</Type/Page/"):
        key = _number_after(content, b"/StructParents ")
        content = content.replace(b"/StructParents %d" % key, b"/StructParents %d" % (key + knots.parent_key))
    elif number == source.pages:
        content = content.replace(b"<</Type/Pages", b"<</Type/Pages/Parent %d 0 R" % _PAGES)
    return content


def _note_structure(writer: ObjectWriter, knots: _Knots, content: bytes, part: int) -> None:
    """Write the part's branches of the trees that lead from pages and names to structure elements."""
    roles = re.search(rb"/RoleMap<<(.*?)>>", content)
    parents = re.search(rb"/ParentTree<</Nums\[(.*?)\]>>", content)
    if not parents:
        raise CannotJoin("The file has no plain list of its structure's parents.")
    knots.roles |= dict(re.findall(rb"/(\w+)/(\w+)", roles[1])) if roles else {}
    pairs = [(int(key) + knots.parent_key, int(value)) for key, value in _NUMBERED.findall(parents[1])]
    if pairs:
        entries = b" ".join(b"%d %d 0 R" % pair for pair in pairs)
        knots.parent_trees.append(writer.reserve(1) + 1)
        limits = b"/Limits[%d %d]" % (pairs[0][0], pairs[-1][0])
        writer.put(knots.parent_trees[-1], b"<<" + limits + b"/Nums[" + entries + b"]>>")
    names = re.search(rb"/IDTree<</Names\[(.*?)\]>>", content)
    if names and names[1]:
        renamed = _CELL_NAME.sub(rb"(P%06d\1)" % part, names[1])
        all_names = re.findall(rb"\([^)]*\)", renamed)
        knots.name_trees.append(writer.reserve(1) + 1)
        limits = b"/Limits[" + all_names[0] + all_names[-1] + b"]"
        writer.put(knots.name_trees[-1], b"<<" + limits + b"/Names[" + renamed + b"]>>")


def _bookmark_numbers(source: _Source) -> list[int]:
    """The bookmarks of the first level, in order."""
    numbers = []
    following = _number_after(source.objects[source.bookmarks], b"/First ", optional=True)
    while following:
        numbers.append(following)
        following = _number_after(source.objects[following], b"/Next ", optional=True)
    return numbers


def _chain(writer: ObjectWriter, knots: _Knots, bookmarks: list[tuple[int, bytes]]) -> None:
    """Hang the bookmarks of a part behind those of the parts before it."""
    for number, content in bookmarks:
        bare = re.sub(rb"/(?:Parent|Next|Prev) \d+ 0 R", b"", content)
        placed = bare.replace(b"<<", b"<</Parent %d 0 R" % _BOOKMARKS, 1)
        last_number, last = knots.last_bookmark
        if last_number:
            placed = placed.replace(b"<<", b"<</Prev %d 0 R" % last_number, 1)
            writer.put(last_number, last.replace(b"<<", b"<</Next %d 0 R" % number, 1))
        knots.first_bookmark = knots.first_bookmark or number
        knots.last_bookmark = (number, placed)


def _tie(writer: ObjectWriter, knots: _Knots) -> None:
    """Write the roots of pages, structure and bookmarks, and the catalog."""
    writer.put(_PAGES, b"<</Type/Pages/Count %d/Kids[%s]>>" % (knots.page_count, _references(knots.pages)))
    roles = b"".join(b"/%s/%s" % role for role in sorted(knots.roles.items()))
    structure = b"/RoleMap<<%s>>/K[%d 0 R]/ParentTreeNextKey %d" % (roles, _DOCUMENT, knots.parent_key)
    structure += b"/ParentTree<</Kids[%s]>>" % _references(knots.parent_trees)
    structure += b"/IDTree<</Kids[%s]>>" % _references(knots.name_trees) if knots.name_trees else b""
    writer.put(_STRUCTURE, b"<</Type/StructTreeRoot%s>>" % structure)
    document = b"<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>"
    writer.put(_DOCUMENT, document % (_STRUCTURE, _references(knots.documents)))
    last_number, last = knots.last_bookmark
    if last_number:
        writer.put(last_number, last)
        bookmarks = b"<</Type/Outlines/First %d 0 R/Last %d 0 R/Count %d>>"
        writer.put(_BOOKMARKS, bookmarks % (knots.first_bookmark, last_number, knots.bookmark_count))
    number, catalog = knots.catalog
    bare = re.sub(rb"/(?:Pages|StructTreeRoot|Outlines) \d+ 0 R", b"", catalog)
    roots = b"/Pages %d 0 R/StructTreeRoot %d 0 R" % (_PAGES, _STRUCTURE)
    roots += b"/Outlines %d 0 R" % _BOOKMARKS if last_number else b""
    writer.put(number, bare.replace(b"<</Type/Catalog", b"<</Type/Catalog" + roots, 1))


def _references(numbers: list[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)
