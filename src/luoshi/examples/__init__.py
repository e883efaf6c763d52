"""The documents of ``luoshi compile --example``: own words, public facts, made-up deadlines and owners."""
