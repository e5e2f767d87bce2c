"""Entry points of the worker for the knowledge; each file registers its own."""

from infolinia.knowledge.jobs import editions, links, searches

__all__ = ["editions", "links", "searches"]
