"""Russian words and editors' rich text, as plain functions that know no record."""
