"""A made-up app with two versions: what an upgrade may do to a table with rows in it."""
