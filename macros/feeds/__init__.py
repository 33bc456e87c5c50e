"""Calendar feeds: entries in, iCalendar bytes out (RFC 5545, RFC 7986)."""
