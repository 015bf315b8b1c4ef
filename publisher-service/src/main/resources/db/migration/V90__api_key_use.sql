-- When an API key last opened or held a stream, to the minute, as gateways have reported it. A table of its own: it is
-- written by those who read these reports, and no change of a key waits for them, or is overtaken. It does not refer to
-- the keys for the same reason: what is left of a key that is gone is deleted now and then.
create table api_key_use (
    key_id       uuid primary key,
    last_used_at timestamptz not null
) with (fillfactor = 80);
