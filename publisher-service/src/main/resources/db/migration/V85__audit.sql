-- Who changed what. Rows are added, and deleted when they are old; none is ever changed.
create table audit_entry (
    id          bigint generated always as identity primary key,
    recorded_at timestamptz  not null default clock_timestamp(),
    -- empty = no user: the service itself, or a request that was not signed in
    user_name   varchar(64)  not null,
    address     varchar(64)  not null,
    request_id  varchar(32)  not null,
    kind        varchar(32)  not null,
    thing_id    varchar(128) not null,
    name        varchar(300) not null,
    action      varchar(32)  not null,
    before      jsonb,
    after       jsonb
);
create index audit_entry_thing on audit_entry (kind, thing_id, id);
create index audit_entry_user on audit_entry (user_name, id);
create index audit_entry_time on audit_entry (recorded_at);

create function audit_entry_stays() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if old.recorded_at < now() - interval '30 days' then
            return old;
        end if;
    end if;
    raise exception 'audit entries are added only: % is refused', tg_op using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_entry_stays before update or delete on audit_entry for each row
    execute function audit_entry_stays();
create trigger audit_entry_is_not_emptied before truncate on audit_entry for each statement
    execute function audit_entry_stays();
