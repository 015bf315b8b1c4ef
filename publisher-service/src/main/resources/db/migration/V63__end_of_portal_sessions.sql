-- A publisher of an older version knows nothing of browsers' sessions: whatever sets another password or makes a user
-- inactive ends them here, all but the one that the transaction keeps.
create function end_portal_sessions() returns trigger language plpgsql as $$
begin
    delete from portal_session where user_name = new.name
        and token_hash <> coalesce(current_setting('sluice.kept_session', true), '');
    delete from authorization_code where user_name = new.name;
    return null;
end
$$;
create trigger users_end_portal_sessions after update on users for each row
    when (old.password_hash is distinct from new.password_hash or (old.active and not new.active))
    execute function end_portal_sessions();
