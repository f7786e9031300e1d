"""Answers queries from a built index in Python, exactly as the browser does in JavaScript."""
