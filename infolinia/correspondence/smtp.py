"""Where the code's mark used to be."""

from infolinia.correspondence.rules.marks import SECRET_MARK

__all__ = ["SECRET_MARK"]
