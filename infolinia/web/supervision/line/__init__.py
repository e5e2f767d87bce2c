"""The screen of the line: urgent messages for everybody, the caller's menu, and the ways to announcements."""
