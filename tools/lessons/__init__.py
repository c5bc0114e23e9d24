"""The lessons as files: run them afresh and store them, or write them as pages.

``python -m tools.lessons save | html | slides [lesson …]``; run.py calls it.

files       which lessons there are, and putting one in a file's place
exercises   an exercise's three cells, written from the package
saving      run in a fresh kernel, stored without a machine's traces
pages       web pages and slides that need no network
"""
