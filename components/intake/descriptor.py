"""datapackage.json: what a package says of itself, and the bytes of its files once their hashes match.

What a stranger gets wrong: a path in a package is somebody else's text. Only a plain file name inside the folder
is opened, never a link out of it, and each file is read once, so that what was hashed is what is parsed.
Format: https://datapackage.org/standard/data-package/ (version 2).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from components.errors import PackageError, Problem
from components.intake.about import DESCRIPTOR, read_about
from components.model import About


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps on what is read.

    Attributes:
        max_descriptor_bytes: size of datapackage.json.
        max_file_bytes: size of any other file.
        max_files: files in a package.
        max_rows: rows of a table.
        max_chars: characters of a cell.
        max_problems: after so many the rest is not listed.
    """

    max_descriptor_bytes: int = 1_000_000
    max_file_bytes: int = 20_000_000
    max_files: int = 40
    max_rows: int = 20_000
    max_chars: int = 4_000
    max_problems: int = 200


@dataclass(frozen=True, slots=True)
class Resource:
    """One file of a package whose size and hash are as declared.

    Attributes:
        name: its name in the package.
        file: its file name.
        body: its bytes.
        schema: its Table Schema, empty when it has none.
    """

    name: str
    file: str
    body: bytes = field(repr=False)
    schema: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Descriptor:
    """A datapackage.json.

    Attributes:
        about: what the situation is.
        resources: by name.
        digest: SHA-256 of datapackage.json, which names the hash of every other file.
    """

    about: About
    resources: Mapping[str, Resource]
    digest: str


def parse_json(file: str, body: bytes) -> Any:
    """Reads JSON; NaN and infinities are refused.

    Raises:
        PackageError: the text is not JSON.
    """
    try:
        return json.loads(body.decode("utf-8"), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise PackageError([Problem(file, None, "", "", f"It is not JSON ({error}); check it.")]) from error


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def read_descriptor(folder: Path, limits: Limits) -> Descriptor:
    """Reads datapackage.json and the files it lists.

    Raises:
        PackageError: with every problem found so far.
    """
    problems: list[Problem] = []
    body = _body(folder, DESCRIPTOR, limits.max_descriptor_bytes, problems)
    if body is None:
        raise PackageError(problems)
    parsed = parse_json(DESCRIPTOR, body)
    if not isinstance(parsed, dict) or not isinstance(parsed.get("resources"), list):
        raise PackageError([Problem(DESCRIPTOR, None, "resources", "", "It lists no resources; see the README.")])
    about = read_about(parsed)
    if len(parsed["resources"]) > limits.max_files:
        problems.append(Problem(DESCRIPTOR, None, "resources", "", f"It lists more than {limits.max_files} files."))
    resources: dict[str, Resource] = {}
    for item in parsed["resources"][: limits.max_files]:
        resource = _resource(folder, item, limits, problems)
        if resource and resource.name in resources:
            problems.append(
                Problem(DESCRIPTOR, None, "name", resource.name, "Two resources have this name; rename one.")
            )
        elif resource:
            resources[resource.name] = resource
    if isinstance(about, Problem):
        problems.insert(0, about)
    if problems or isinstance(about, Problem):
        raise PackageError(problems)
    return Descriptor(about, resources, hashlib.sha256(body).hexdigest())


def _body(folder: Path, file: str, max_bytes: int, problems: list[Problem]) -> bytes | None:
    path = folder / file
    if path.is_symlink() or not path.is_file():
        problems.append(Problem(file, None, "", "", "There is no such file in the package folder; add it."))
        return None
    with path.open("rb") as stream:
        body = stream.read(max_bytes + 1)
    if len(body) > max_bytes:
        problems.append(Problem(file, None, "", "", f"It is larger than {max_bytes:,} bytes; split it."))
        return None
    return body


def _resource(folder: Path, item: Any, limits: Limits, problems: list[Problem]) -> Resource | None:
    if not isinstance(item, dict) or not all(isinstance(item.get(key), str) for key in ("name", "path", "hash")):
        problems.append(Problem(DESCRIPTOR, None, "resources", str(item)[:200], "A resource has name, path and hash."))
        return None
    file = item["path"]
    if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}", file, re.ASCII):
        problems.append(Problem(DESCRIPTOR, None, "path", file[:200], "A path is a plain file name in the folder."))
        return None
    body = _body(folder, file, limits.max_file_bytes, problems)
    if body is None:
        return None
    found = f"sha256:{hashlib.sha256(body).hexdigest()}"
    if item["hash"] != found:
        sentence = (
            f"Its hash is {found}, {DESCRIPTOR} names another: it was changed after it was sealed. Seal it again."
        )
        problems.append(Problem(file, None, "hash", item["hash"][:200], sentence))
    if item.get("bytes", len(body)) != len(body):
        problems.append(
            Problem(file, None, "bytes", str(item["bytes"])[:200], f"It has {len(body)} bytes. Seal it again.")
        )
    schema = item.get("schema", {})
    return Resource(item["name"], file, body, schema if isinstance(schema, dict) else {})
