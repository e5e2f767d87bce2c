"""Parameters of the interface: described once, for the document that clients read and for the checks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from infolinia.api.moments import has_offset, moment
from infolinia.api.problems import Problem

Asked = Mapping[str, Any]


@dataclass(frozen=True)
class Parameter:
    """One parameter. `example` is a value that works in the starter city."""

    name: str
    meaning: str
    place: str = "query"
    default: str | int | None = None
    is_required: bool = False
    choices: tuple[str, ...] = ()
    longest: int = 0
    least: int | None = None
    most: int | None = None
    form: str = ""
    example: str | int | None = None

    @property
    def is_number(self) -> bool:
        """Whether the value is a whole number."""
        return self.most is not None

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of a value."""
        if self.is_number:
            told: dict[str, Any] = {"type": "integer", "minimum": self.least, "maximum": self.most}
        else:
            told = {"type": "string"}
        if self.choices:
            told["enum"] = list(self.choices)
        if self.form:
            told["format"] = self.form
        if self.longest:
            told["maxLength"] = self.longest
        if self.default is not None:
            told["default"] = self.default
        return told

    def described(self) -> dict[str, Any]:
        """Return the parameter as OpenAPI writes it."""
        told: dict[str, Any] = {"name": self.name, "in": self.place, "description": self.meaning}
        if self.is_required or self.place == "path":
            told["required"] = True
        if self.example is not None:
            told["example"] = self.example
        return {**told, "schema": self.schema()}

    def read(self, text: str) -> str | int | datetime:
        """Return the value; raises ValueError with the reason when it is none."""
        if self.is_number:
            return self._number(text)
        if self.choices and text not in self.choices:
            raise ValueError(f"must be one of: {', '.join(self.choices)}")
        if self.longest and len(text) > self.longest:
            raise ValueError(f"must have at most {self.longest} characters")
        if "\x00" in text:
            raise ValueError("must not hold a null character")
        if self.form == "date-time":
            return _moment(text)
        return text

    def _number(self, text: str) -> int:
        is_number = text.isascii() and text.isdigit() and len(text) < 10
        if not is_number or not (self.least or 0) <= int(text) <= (self.most or 0):
            raise ValueError(f"must be a whole number from {self.least} to {self.most}")
        return int(text)


def _moment(text: str) -> datetime:
    try:
        if has_offset(text):
            return moment(text)
    except ValueError as error:
        raise ValueError("must be a date-time (RFC 3339)") from error
    raise ValueError("must be a date-time with its offset from UTC (RFC 3339)")


def read_all(parameters: Sequence[Parameter], query: Mapping[str, str], path: Mapping[str, str]) -> Asked:
    """Return every parameter's value; raises a `Problem` that names all that are wrong, unknown ones too."""
    known = {parameter.name: parameter for parameter in parameters}
    wrong = [{"parameter": name, "reason": "is not known here"} for name in query if name not in known]
    asked: dict[str, Any] = {}
    for name, parameter in known.items():
        given = path.get(name) if parameter.place == "path" else query.get(name)
        if not given:
            asked[name] = parameter.default if parameter.default is not None else ""
            if parameter.is_required:
                wrong.append({"parameter": name, "reason": "is missing"})
            continue
        try:
            asked[name] = parameter.read(given)
        except ValueError as error:
            wrong.append({"parameter": name, "reason": str(error)})
    if wrong:
        told = "; ".join(f"{one['parameter']} {one['reason']}" for one in wrong)
        raise Problem(HTTPStatus.BAD_REQUEST, told, errors=wrong)
    return asked
