"""The pack to take home from a meeting: one content, written as PDF, slides, a page, minutes and a list of actions."""
