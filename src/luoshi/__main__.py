"""``python -m luoshi`` is the command ``luoshi``."""

from luoshi.cli.main import main

if __name__ == "__main__":
    main()
