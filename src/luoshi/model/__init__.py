"""What everything is: frozen types without logic.

Every room reads these types; none of them reads a file, a clock or a setting.
"""
