"""What helps editors: for now the JSON Schema of what they write."""
