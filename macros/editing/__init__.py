"""What helps editors: new records, import, one layout, the calendar diff, stale facts, the JSON Schema."""
