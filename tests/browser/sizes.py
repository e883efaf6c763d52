"""Windows in which pages are tried."""

WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 390, "height": 844}
