"""Why a light has its colour: the sentence, the charts and the tables, in the side panel and on a page of their own."""
