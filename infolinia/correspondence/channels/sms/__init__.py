"""Text messages: a port over the gateways that the office has contracts with, one standing in for another."""
