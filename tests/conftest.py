"""Settings of the whole test run."""

from hypothesis import settings

# The same examples every time, and no stopwatch on a shared machine.
settings.register_profile("deterministic", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("deterministic")
