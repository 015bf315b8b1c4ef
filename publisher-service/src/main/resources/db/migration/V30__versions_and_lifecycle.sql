alter table api
    -- meant to be found without its version in the path
    add column default_version boolean not null default false,
    -- found so by the gateways: the default version, or its predecessor until that one is served
    add column serves_default  boolean not null default false,
    -- counts the changes; the entity tag
    add column edition         bigint  not null default 1;

create unique index api_default_version on api (lower(name)) where default_version;
create unique index api_serves_default on api (lower(name)) where serves_default;
create unique index api_base_path_any_case on api (lower(base_path));
drop index api_name_version;
create unique index api_name_version_any_case on api (lower(name), lower(version));

create table lifecycle_move (
    id             bigint generated always as identity primary key,
    api_id         uuid        not null references api on delete cascade,
    previous_state varchar(16) not null,
    post_state     varchar(16) not null,
    moved_by       varchar(64) not null,
    moved_at       timestamptz not null
);
create index lifecycle_move_api on lifecycle_move (api_id, id);
create index subscription_api on subscription (api_id);
