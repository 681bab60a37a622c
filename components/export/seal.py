"""Seals a data package: the size and hash of every file that its descriptor lists.

What a stranger gets wrong: a hash covers the bytes as they lie on disk. An editor that changes line ends changes it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def fingerprint(path: Path) -> dict[str, Any]:
    """Size and hash of a file in the form the Data Package standard asks for.

    Args:
        path: an existing file.

    Returns:
        ``{"bytes": int, "hash": "sha256:<hex>"}``.
    """
    content = path.read_bytes()
    return {"bytes": len(content), "hash": "sha256:" + hashlib.sha256(content).hexdigest()}


def sealed(package: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """A copy of a descriptor whose sizes and hashes match the files in a folder.

    Args:
        package: a parsed datapackage.json; it is not changed.
        folder: where the resource paths start.

    Raises:
        FileNotFoundError: a listed file is missing.
    """
    fresh = [{**resource, **fingerprint(folder / resource["path"])} for resource in package["resources"]]
    return {**package, "resources": fresh}


def rendered(package: Mapping[str, Any]) -> str:
    """The descriptor as it is stored: two-space indent, names unescaped, one line feed at the end."""
    return json.dumps(package, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
