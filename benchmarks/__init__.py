"""Measurements: how well the compiler reads annotated documents."""
