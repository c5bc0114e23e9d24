"""What run.py calls: JupyterLab, the suite, lessons, benchmarks, environments."""
