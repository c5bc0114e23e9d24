"""What run.py calls besides the tests: lessons, pages, benchmarks, environments."""
