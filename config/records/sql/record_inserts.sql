DO $create$
BEGIN
EXECUTE format($define$
CREATE FUNCTION record_inserts() RETURNS trigger LANGUAGE plpgsql
SET search_path = %I, pg_catalog AS $body$
BEGIN
    INSERT INTO records_auditentry (happened_at, actor, "table", row_id, action, before, after)
    SELECT clock_timestamp(), coalesce(current_setting('fortnight.actor', true), ''),
           TG_TABLE_NAME, came.id, 'insert', NULL, to_jsonb(came)
    FROM came;
    RETURN NULL;
END
$body$
$define$, current_schema());
END
$create$;
