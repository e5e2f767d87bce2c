"""Entry points of the worker for the knowledge; each file registers its own."""

from infolinia.knowledge.jobs import editions, learning, links, searches

__all__ = ["editions", "learning", "links", "searches"]
