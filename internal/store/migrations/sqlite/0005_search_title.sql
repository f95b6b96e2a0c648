-- Only PostgreSQL needs an index of titles of its own.
SELECT 1;
