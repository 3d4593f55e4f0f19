-- Purpose: what became of every delivered row.
-- Parameters: none.
-- file, table_name, outcome, reason, row_count, examples
SELECT file, table_name, outcome, reason, row_count, examples
FROM source_report
ORDER BY file = '', file, table_name, outcome = 'leftover', outcome, reason
