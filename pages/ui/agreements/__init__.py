"""The page of agreements and actions: list, one agreement, forms, the picture over time."""
