"""Many sessions from a table: one row is one session; all rows are checked first, then made by several processes."""
