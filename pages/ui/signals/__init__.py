"""Parts of the page of signals: handing in, the inbox, one case, and what became of one's own signals."""
