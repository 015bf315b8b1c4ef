-- A publisher that is older than API keys deletes subscriptions, applications and APIs without them, and was refused by
-- the references. So there are none, and what is left behind expires: the publishers that know of keys take it away and
-- tell the gateways.
alter table api_key drop constraint api_key_api_id_fkey;
alter table api_key drop constraint api_key_application_id_fkey;

create function api_key_expires() returns trigger language plpgsql as $$
begin
    if tg_table_name = 'subscription' then
        update api_key set expires_at = now()
            where application_id = old.application_id and api_id = old.api_id
                and (expires_at is null or expires_at > now());
    elsif tg_table_name = 'application' then
        update api_key set expires_at = now()
            where application_id = old.id and (expires_at is null or expires_at > now());
    else
        update api_key set expires_at = now()
            where api_id = old.id and (expires_at is null or expires_at > now());
    end if;
    return null;
end
$$;
create trigger api_key_expires after delete on subscription for each row execute function api_key_expires();
create trigger api_key_expires after delete on application for each row execute function api_key_expires();
create trigger api_key_expires after delete on api for each row execute function api_key_expires();
