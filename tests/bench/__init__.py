"""Benchmarks: our stages beside Hugo and plain Material, in turn in one run (`python -m tests.bench`)."""
