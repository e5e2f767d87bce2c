"""The supervisor's part of the floor: decisions on callers, queues and advisers, and the record of them."""
