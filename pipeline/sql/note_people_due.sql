DO $create$
BEGIN
EXECUTE format($define$
CREATE FUNCTION note_people_due() RETURNS trigger LANGUAGE plpgsql
SET search_path = %I, pg_catalog AS $body$
DECLARE
    people text := CASE TG_OP
        WHEN 'INSERT' THEN format('SELECT %%s FROM came', TG_ARGV[0])
        WHEN 'DELETE' THEN format('SELECT %%s FROM went', TG_ARGV[0])
        ELSE format('SELECT %%1$s FROM came UNION SELECT %%1$s FROM went', TG_ARGV[0])
    END;
BEGIN
    EXECUTE 'INSERT INTO pipeline_persondue (candidate_id, noted_at) '
            'SELECT DISTINCT person, now() FROM (' || people || ') touched (person) '
            'WHERE person IS NOT NULL';
    RETURN NULL;
END
$body$
$define$, current_schema());
END
$create$;
