"""Entry points of the worker for the knowledge; each file registers its own."""

from infolinia.knowledge.jobs import editions

__all__ = ["editions"]
