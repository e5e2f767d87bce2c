"""Search over cards and forms."""

from infolinia.knowledge.search.finding import BOTH, CODE_SCORE, facets, find, search
from infolinia.knowledge.search.rank import Scope

__all__ = ["BOTH", "CODE_SCORE", "Scope", "facets", "find", "search"]
