"""What the resident is written about a matter, in the same transaction as the change: by the one place that tells."""

from infolinia.matters.operations.telling import key_of
from infolinia.matters.operations.telling import tell_resident as write

__all__ = ["key_of", "write"]
