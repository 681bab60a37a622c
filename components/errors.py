"""Every error that is raised on purpose.

What a stranger gets wrong: these sentences are shown to readers, so each says what to do next, and the facts are
attributes, never parsed back out of the sentence.

    ConflictMapError
    ├── SettingError (ValueError)             an environment variable holds what it may not hold
    ├── ModelError (ValueError)               a noun that cannot be: it names the field
    │   ├── PointError                        latitude or longitude out of range
    │   └── DateError                         a date that contradicts itself
    ├── PackageError (ValueError)             a data package is refused, with all its problems
    ├── ReportError (ValueError)              a report cannot be read, or may be read in several ways
    ├── FetchError (ConnectionError)          an address is not fetched, or its answer is not taken
    ├── ExportError (RuntimeError)            something cannot be saved to a file or folder; nothing is left there
    ├── NotAllowedError (PermissionError)     this role may not do this in this mode
    ├── BackendError (RuntimeError)           an optional reader is missing, does not answer, or answers nonsense
    ├── GazetteerError (RuntimeError)         the gazetteer cannot be built, or a file for it cannot be taken
    └── StoreError (RuntimeError)             the store cannot do what was asked
        ├── NotFoundError (LookupError)       no such situation or record
        ├── StaleRecordError                  somebody else saved first: both texts are in the error
        └── StoreUnavailableError (ConnectionError)  the database does not answer
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any


class ConflictMapError(Exception):
    """Parent of every error that is raised on purpose."""


class SettingError(ConflictMapError, ValueError):
    """An environment variable holds what it may not hold.

    Attributes:
        variable: name of the environment variable.
        value: what it holds.
        allowed: what it may hold, in words.
    """

    def __init__(self, variable: str, value: str, allowed: str) -> None:
        self.variable, self.value, self.allowed = variable, value, allowed
        super().__init__(f"{variable} is {value!r}. Allowed: {allowed}. Change it, or unset it to get the default.")


class ModelError(ConflictMapError, ValueError):
    """A noun that cannot be.

    Attributes:
        field: the attribute that is at fault.
        value: what it holds.
    """

    def __init__(self, field: str, value: object, sentence: str) -> None:
        self.field, self.value = field, value
        super().__init__(sentence)


class PointError(ModelError):
    """Latitude or longitude out of range, or not a number.

    Attributes:
        lat: latitude as given, in degrees.
        lon: longitude as given, in degrees.
        is_swapped: whether the two would be in range the other way round.
    """

    def __init__(self, field: str, lat: float, lon: float, *, is_swapped: bool) -> None:
        self.lat, self.lon, self.is_swapped = lat, lon, is_swapped
        hint = " Latitude and longitude look swapped." if is_swapped else ""
        super().__init__(
            field,
            lat if field == "lat" else lon,
            f"lat {lat:g}, lon {lon:g} is not on the globe: lat is -90 to 90, lon is -180 to 180.{hint}",
        )


class DateError(ModelError):
    """A date that cannot be read, or whose parts contradict each other."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why a file is refused.

    Attributes:
        file: name of the file inside the package.
        line: line of the file, counted from 1 with the header as line 1; None when it is about the whole file.
        field: column, or key of a JSON object; empty when it is about the whole line.
        value: the text found there, cut to 200 characters.
        sentence: what is wrong and what to do.
    """

    file: str
    line: int | None
    field: str
    value: str
    sentence: str

    def __str__(self) -> str:
        where = self.file + (f", line {self.line}" if self.line else "") + (f", {self.field}" if self.field else "")
        return f"{where}: {self.sentence}" + (f" Found: {self.value!r}." if self.value else "")


class PackageError(ConflictMapError, ValueError):
    """A data package is refused as a whole.

    Attributes:
        problems: all of them, in the order of files and lines.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        more = f" (and {len(self.problems) - 1} more)" if len(self.problems) > 1 else ""
        super().__init__(f"The data package is refused. {self.problems[0]}{more}")


class ReportError(ConflictMapError, ValueError):
    """A report cannot be read, or may be read in several ways.

    Attributes:
        reason: what is wrong, one sentence.
        way_out: what to do, one sentence.
        name: the file's name, cleaned; empty when it is not known.
        choices: encodings that are possible, each with how the first words read in it; usually none.
    """

    def __init__(self, reason: str, way_out: str, *, name: str = "", choices: Sequence[tuple[str, str]] = ()) -> None:
        self.reason, self.way_out, self.name = reason, way_out, name
        self.choices = tuple(choices)
        super().__init__(f"{name}: {reason} {way_out}" if name else f"{reason} {way_out}")


class FetchError(ConflictMapError, ConnectionError):
    """An address is not fetched, or its answer is not taken; nothing of the answer is in the sentence.

    Attributes:
        reason: what is wrong, one sentence.
        way_out: what to do, one sentence.
        host: which host was asked or would have been; empty when the address names none.
    """

    def __init__(self, reason: str, way_out: str, *, host: str = "") -> None:
        self.reason, self.way_out, self.host = reason, way_out, host
        super().__init__(f"{reason} {way_out}")


class ExportError(ConflictMapError, RuntimeError):
    """Something cannot be saved to a file or folder; nothing of it is left there.

    Attributes:
        path: where it was to be saved.
        reason: what stands against it.
    """

    def __init__(self, path: str, reason: str, way_out: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path} is not written. {reason} {way_out}")


class NotAllowedError(ConflictMapError, PermissionError):
    """This role may not do this in this mode.

    Attributes:
        mode: "local" or "shared".
        role: who asks.
        act: what was asked.
    """

    def __init__(self, mode: str, role: str, act: str) -> None:
        self.mode, self.role, self.act = mode, role, act
        super().__init__(f"{role} may not {act} here (mode {mode}). Ask the operator for the right to {act}.")


class GazetteerError(ConflictMapError, RuntimeError):
    """The gazetteer cannot be built, or a file for it cannot be taken.

    Attributes:
        reason: what went wrong.
    """

    def __init__(self, reason: str, way_out: str) -> None:
        self.reason = reason
        super().__init__(f"{reason} {way_out}")


class BackendError(ConflictMapError, RuntimeError):
    """An optional reader is missing, does not answer, or answers nonsense; the rules read without it.

    Attributes:
        name: which backend.
        reason: what went wrong; nothing of its answer is repeated.
    """

    def __init__(self, name: str, reason: str, way_out: str) -> None:
        self.name, self.reason = name, reason
        super().__init__(f"The reader {name!r} cannot be used. {reason} {way_out}")


class StoreError(ConflictMapError, RuntimeError):
    """The store cannot do what was asked."""


class NotFoundError(StoreError, LookupError):
    """No such situation or record.

    Attributes:
        kind: "situation" or a kind of record.
        key: what was asked for.
    """

    def __init__(self, kind: str, key: str) -> None:
        self.kind, self.key = kind, key
        super().__init__(f"There is no {kind} {key!r} in the store. Check the spelling, or load its data package.")


class StaleRecordError(StoreError):
    """Somebody else saved this record first; nothing was written.

    Attributes:
        kind: kind of record.
        key: its key.
        expected_version: the version the edit started from.
        found_version: the version that is stored now.
        stored: the fields as they are stored now.
        offered: the fields that were to be saved.
    """

    def __init__(
        self,
        kind: str,
        key: str,
        *,
        expected_version: int,
        found_version: int,
        stored: Mapping[str, Any],
        offered: Mapping[str, Any],
    ) -> None:
        self.kind, self.key = kind, key
        self.expected_version, self.found_version = expected_version, found_version
        self.stored, self.offered = stored, offered
        super().__init__(
            f"The {kind} {key!r} was changed by somebody else (version {found_version}, you started from "
            f"{expected_version}). Nothing is saved: compare both texts, then save again."
        )


class StoreUnavailableError(StoreError, ConnectionError):
    """The database does not answer.

    Attributes:
        address: where it was looked for, without its password.
    """

    def __init__(self, address: str, reason: str) -> None:
        self.address = address
        super().__init__(f"The store at {address} does not answer ({reason}). Check CONFLICT_MAP_DATABASE_URL.")


#: HTTP status by error; a subclass without a line of its own has its parent's.
STATUSES: Mapping[type[ConflictMapError], int] = {
    ConflictMapError: 500,
    SettingError: 500,
    ModelError: 422,
    PackageError: 422,
    ReportError: 422,
    FetchError: 502,
    ExportError: 500,
    NotAllowedError: 403,
    BackendError: 503,
    GazetteerError: 503,
    NotFoundError: 404,
    StaleRecordError: 409,
    StoreUnavailableError: 503,
}


def status(error: ConflictMapError) -> int:
    """HTTP status of an error.

    >>> status(NotFoundError("situation", "kursk"))
    404
    """
    return next(STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES)
