"""The vocabulary of the field and its rules, in the standard library only."""
