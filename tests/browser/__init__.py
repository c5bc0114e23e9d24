"""Lessons and labs in JupyterLab, driven in Chromium as a reader would."""
