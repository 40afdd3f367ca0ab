"""Reading a PDF back: where each piece of text stands."""

import io
import re
import subprocess
from dataclasses import dataclass

from pypdf import PageObject, PdfReader

PAGE_HEIGHT = 792


@dataclass(frozen=True)
class Piece:
    """Text as it was drawn; x and baseline in points from the left and the top of the page."""

    text: str
    x: float
    baseline: float
    size: float


def pages(pdf: bytes) -> list[PageObject]:
    return list(PdfReader(io.BytesIO(pdf)).pages)


def text(pdf: bytes) -> str:
    """All text of a document, line ends and the breaking places inside long words taken out."""
    drawn = " ".join(page.extract_text() for page in pages(pdf))
    return " ".join(drawn.replace("\u200b", "").split())


def pieces(page: PageObject) -> list[Piece]:
    """The pieces of text of a page, from top to bottom."""
    found: list[Piece] = []
    height = float(page.mediabox.height)

    def visit(drawn, around, matrix, _font, size):
        x = matrix[4] * around[0] + matrix[5] * around[2] + around[4]
        y = matrix[4] * around[1] + matrix[5] * around[3] + around[5]
        if drawn.strip():
            found.append(Piece(drawn.strip().replace("\u00a0", " "), x, height - y, abs(size * matrix[0])))

    page.extract_text(visitor_text=visit)
    return sorted(found, key=lambda piece: (round(piece.baseline, 1), piece.x))


def line_numbers(page: PageObject) -> list[Piece]:
    """The numbers in the left margin."""
    return [piece for piece in pieces(page) if piece.x < 66 and piece.size == 12 and piece.text.isdigit()]


def body(page: PageObject) -> list[Piece]:
    """The text between the numbers and above the footer."""
    return [piece for piece in pieces(page) if piece.x >= 66 and piece.baseline < 739]


def boxes(pdf: bytes) -> list[tuple[float, list[tuple[float, float]]]]:
    """For each page its width, and where each of its words begins and ends, as poppler measures them."""
    measured = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=pdf, capture_output=True, check=True)
    return [
        (
            float(re.match(r'width="([\d.]+)"', page)[1]),
            [(float(x), float(end)) for x, end in re.findall(r'xMin="([\d.]+)".*?xMax="([\d.]+)"', page)],
        )
        for page in measured.stdout.decode().split("<page ")[1:]
    ]
