"""Scripts that learn weights; nothing here is needed at run time."""
