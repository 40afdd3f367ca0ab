"""The papers of each person or case, apart, in one archive that says what it holds."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any

from .documents import petitions
from .documents.captions import court_of
from .documents.motion import motion_paper, order_paper
from .documents.ordering import in_filing_order
from .documents.packets import Packet, PacketBy, packets
from .documents.pleading import render_paper
from .documents.values import Item, Motion, Relief
from .models import Filing
from .papers import wording

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Packed:
    """A file of an archive: its name, how it is made, and the convictions that it concerns."""

    name: str
    render: Callable[[], bytes]
    items: tuple[Item, ...]


def packet_files(by: PacketBy, filing: Filing, motion: Motion) -> list[Packed]:
    """A motion and a proposed order for each person, or for each case of each person."""
    words = {kind: wording(filing, kind) for kind in ("person_motion", "person_order")}

    def papers(packet: Packet) -> list[Packed]:
        asked = partial(motion_paper, packet.motion, words["person_motion"])
        ordered = partial(order_paper, packet.motion, words["person_order"])
        return [
            Packed(f"{packet.stem}-motion.pdf", lambda: render_paper(asked()), packet.motion.items),
            Packed(f"{packet.stem}-order.pdf", lambda: render_paper(ordered()), packet.motion.items),
        ]

    return [file for packet in packets(motion, by) for file in papers(packet)]


def petition_files(filing: Filing, motion: Motion) -> list[Packed]:
    """One page a person and case; what the form for misdemeanors has no words for is on the other form."""
    files = []
    for packet in packets(motion, PacketBy.CASE):
        for is_short, group in groupby(sorted(packet.motion.items, key=_is_short), key=_is_short):
            items = tuple(group)
            petition = petition_of(packet.motion, items)
            render = petitions.render_misdemeanor_petition if is_short else petitions.render_felony_petition
            name = f"{packet.stem}{'-misdemeanor' if is_short else ''}-petition.pdf"
            files.append(Packed(name, partial(render, petition), items))
    return files


def _is_short(item: Item) -> bool:
    """The form for misdemeanors asks for nothing but dismissal, and says that nothing was a felony."""
    return item.grade in ("misdemeanor", "infraction") and item.relief == Relief.DISMISSAL


def petition_of(motion: Motion, items: tuple[Item, ...]) -> petitions.Petition:
    return petitions.Petition(
        attorneys=motion.attorneys,
        office=motion.office,
        court=court_of(motion),
        items=items,
        as_of=motion.as_of,
        serving=False if all(item.completed for item in items) else None,
        superior_number=in_filing_order(items)[0].case_number,
        dated=motion.dated,
    )


def write_archive(
    files: list[Packed], motion: Motion, path: Path, progress: Callable[[int, int], None]
) -> None:
    """A ZIP archive of the files, each as it is made, and of a list of them; always of the same bytes."""
    rows = {item.reference: row for row, item in enumerate(motion.items, start=1)}
    lines = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for done, file in enumerate(files, start=1):
            content = file.render()
            _put(archive, file.name, content)
            lines.append(
                {
                    "file": file.name,
                    "bytes": len(content),
                    "sha256": hashlib.sha256(content).hexdigest(),
                    "rows": sorted(rows[item.reference] for item in file.items),
                }
            )
            progress(done, len(files))
        _put(archive, MANIFEST, (json.dumps(lines, indent=1) + "\n").encode())


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


def lines_of(path: Path) -> list[dict[str, Any]]:
    """What an archive says that it holds: for each file its digest, and the rows of the list it concerns."""
    with zipfile.ZipFile(path) as archive:
        found: list[dict[str, Any]] = json.loads(archive.read(MANIFEST))
    return found
