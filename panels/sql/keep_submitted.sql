DO $create$
BEGIN
EXECUTE format($define$
CREATE FUNCTION keep_submitted() RETURNS trigger LANGUAGE plpgsql
SET search_path = %I, pg_catalog AS $body$
DECLARE
    touched jsonb;
    card uuid;
    submitted timestamptz;
BEGIN
    FOREACH touched IN ARRAY ARRAY[
        CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END,
        CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END
    ] LOOP
        card := CASE TG_TABLE_NAME
            WHEN 'panels_scorecard' THEN (touched ->> 'id')::uuid
            WHEN 'panels_evidence_criteria' THEN
                (SELECT scorecard_id FROM panels_evidence
                 WHERE id = (touched ->> 'evidence_id')::uuid)
            ELSE (touched ->> 'scorecard_id')::uuid
        END;
        -- Whoever is submitting this very card holds its row: wait for the outcome.
        SELECT submitted_at INTO submitted FROM panels_scorecard WHERE id = card FOR SHARE;
        IF submitted IS NOT NULL THEN
            RAISE EXCEPTION 'A submitted scorecard is not changed any more.'
                USING ERRCODE = 'integrity_constraint_violation', TABLE = TG_TABLE_NAME;
        END IF;
    END LOOP;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$body$
$define$, current_schema());
END
$create$;
