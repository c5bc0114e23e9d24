"""The machinery that marks an answer and names a slip; no exercise stands here.

An exercise is a function that works out the right answer, made one by ``number`` or
``function``; see ``exercise.py`` and ``function_exercise.py``.
"""
