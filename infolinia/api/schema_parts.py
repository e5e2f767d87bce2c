"""Small JSON Schemas of which the others are made (draft 2020-12, as OpenAPI 3.1 takes them)."""

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
MAYBE_DAY: Schema = {"type": ["string", "null"], "format": "date"}
MAYBE_MOMENT: Schema = {"type": ["string", "null"], "format": "date-time"}
ADDRESS: Schema = {"type": "string", "format": "uri"}
LANGUAGE: Schema = {"type": "string", "enum": ["pl", "en", "uk"]}
HTML: Schema = {"type": "string", "description": "Safe HTML: paragraphs, lists, tables, emphasis and links."}


def ref(name: str) -> Schema:
    """Return a pointer to a schema of this list."""
    return {"$ref": f"#/components/schemas/{name}"}


def listed(items: Schema, **more: Any) -> Schema:
    """Return the schema of a list."""
    return {"type": "array", "items": items, **more}


def record(meaning: str, **fields: Schema) -> Schema:
    """Return the schema of an object that has all of these fields and no others."""
    return {
        "type": "object",
        "description": meaning,
        "properties": fields,
        "required": list(fields),
        "additionalProperties": False,
    }


def without(schema: Schema, *names: str) -> Schema:
    """Return the schema of the same object where these fields may be missing."""
    return {**schema, "required": [name for name in schema["required"] if name not in names]}
