DO $create$
BEGIN
EXECUTE format($define$
CREATE FUNCTION record() RETURNS trigger LANGUAGE plpgsql SET search_path = %I, pg_catalog AS $body$
DECLARE
    old_row jsonb := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
    new_row jsonb := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
    before jsonb := old_row;
    after jsonb := new_row;
    secret text;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        SELECT jsonb_object_agg(o.key, o.value), jsonb_object_agg(o.key, new_row -> o.key)
        INTO before, after
        FROM jsonb_each(old_row) o WHERE o.value IS DISTINCT FROM new_row -> o.key;
        IF before IS NULL THEN
            RETURN NULL;
        END IF;
    END IF;
    FOREACH secret IN ARRAY ARRAY['password', 'secret_hash'] LOOP
        IF coalesce(after, before) ? secret THEN
            before := before || jsonb_build_object(secret, 'hidden');
            after := after || jsonb_build_object(secret, 'hidden');
        END IF;
    END LOOP;
    INSERT INTO records_auditentry (happened_at, actor, "table", row_id, action, before, after)
    VALUES (clock_timestamp(), coalesce(current_setting('fortnight.actor', true), ''),
            TG_TABLE_NAME, (coalesce(new_row, old_row) ->> 'id')::uuid, lower(TG_OP),
            before, after);
    RETURN NULL;
END
$body$
$define$, current_schema());
END
$create$;
