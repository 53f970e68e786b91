-- A row written for a record that was merged meanwhile goes to the record that was kept.
-- The keys are shared in their order, so that a merge under way is waited for; of people who came
-- in this very transaction nobody else knows yet.
DO $create$
BEGIN
EXECUTE format($define$
CREATE FUNCTION follow_merges() RETURNS trigger LANGUAGE plpgsql
SET search_path = %I, pg_catalog AS $body$
BEGIN
    PERFORM FROM pipeline_candidate WHERE id IN (SELECT candidate_id FROM came)
    AND xmin <> pg_current_xact_id()::xid ORDER BY id FOR KEY SHARE;
    EXECUTE format(
        'UPDATE %%I late SET candidate_id = c.merged_into_id '
        'FROM came JOIN pipeline_candidate c ON c.id = came.candidate_id '
        'WHERE late.id = came.id AND c.merged_into_id IS NOT NULL', TG_TABLE_NAME);
    RETURN NULL;
END
$body$
$define$, current_schema());
END
$create$;
