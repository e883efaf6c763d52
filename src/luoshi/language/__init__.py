"""Administrative Chinese: text → typed spans; lexicons and patterns, nothing about documents."""
