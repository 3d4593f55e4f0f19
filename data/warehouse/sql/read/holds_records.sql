-- Purpose: whether any published light was made from records about homes or households, so that it must be released first.
-- Parameters: none.
-- sensitive
SELECT EXISTS (SELECT 1 FROM light WHERE data_class <> 'P') AS sensitive
