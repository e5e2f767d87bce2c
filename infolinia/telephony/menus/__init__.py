"""The caller's menu as supervisors edit it: its keys, the words of each, and the same words for those who read."""
