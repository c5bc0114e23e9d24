"""Lesson 04, diabetes: its exercises, its questions, and a nudge of everything."""
