"""Everything about stored facts: the only package that knows a database."""
