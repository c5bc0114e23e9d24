"""Lesson 15: every claim of the article, tried."""
