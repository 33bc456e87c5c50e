"""Lighthouse on the main pages of the site with sample records."""
