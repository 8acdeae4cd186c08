"""`python -m evenhand` is the program."""

from evenhand.cli import main

if __name__ == "__main__":
    main()
