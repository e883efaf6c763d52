"""``python -m luoshi``: the command line where the script is not on the path."""

from luoshi.cli import main

if __name__ == "__main__":
    main()
