"""Templates of messages: the list, one message with its editions, writing and approving."""
