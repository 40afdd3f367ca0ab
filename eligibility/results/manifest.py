"""What a folder of results was made from and holds, so that anyone can make it again and compare."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eligibility.law.analysis import Analysis
from uploads.formats.batch import FileRead


def write_manifest(
    path: Path,
    analysis: Analysis,
    options: dict[str, Any],
    inputs: Sequence[FileRead],
    outputs: Mapping[Path, str],
    *,
    workbooks: bool,
    safe: bool,
) -> None:
    """Write `manifest.json`: SHA-256 of inputs and `outputs`, and with which policy, options, county, date,
    version and switches the command made these of those."""
    manifest = {
        "application": "Clear My Record",
        "version": version(),
        "policy": analysis.policy.slug,
        "options": options,
        "county": analysis.county,
        "as_of": analysis.as_of.isoformat(),
        "xlsx": workbooks,
        "safe_csv": safe,
        "inputs": [{"name": file.name, "bytes": file.bytes, "sha256": file.sha256} for file in inputs],
        "outputs": [
            {"name": output.name, "bytes": output.stat().st_size, "sha256": digest}
            for output, digest in outputs.items()
        ],
    }
    write_json(manifest, path)


def write_json(content: dict[str, Any], path: Path) -> None:
    """Write indented JSON; of a name that is not Unicode the bytes are shown as `\\udcff`."""
    text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    path.write_text(text, encoding="utf-8", errors="backslashreplace")


def version() -> str:
    """The version of the application, as pyproject.toml declares it."""
    declared = Path(__file__).resolve().parents[2] / "pyproject.toml"
    return str(tomllib.loads(declared.read_text(encoding="utf-8"))["project"]["version"])
