-- Only PostgreSQL keeps an index of places of its own.
SELECT 1;
