-- Purpose: whether anything was delivered about homes or households by those who own or let them, and not published.
-- Parameters: none.
-- sensitive
SELECT
    EXISTS (SELECT 1 FROM dwelling WHERE let)
    OR EXISTS (
        SELECT 1
        FROM measurement
        JOIN indicator USING (indicator_id)
        WHERE indicator.data_class <> 'P'
    ) AS sensitive
