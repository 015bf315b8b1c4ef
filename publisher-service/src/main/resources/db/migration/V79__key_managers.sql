-- Foreign issuers of access tokens. Their keys are public, and are what gateways are told.
create table key_manager (
    id         uuid primary key,
    name       varchar(100) not null,
    issuer     varchar(500) not null unique,
    settings   jsonb        not null,
    keys       jsonb        not null,
    keys_at    timestamptz,
    failure    varchar(500),
    -- when its keys are fetched the next time; null = never
    fetch_at   timestamptz,
    edition    bigint       not null,
    created_at timestamptz  not null,
    updated_at timestamptz  not null
);
create unique index key_manager_name on key_manager (lower(name));

-- A client of a foreign issuer is one of an application, too. Its consumer key begins with the key manager's name and a
-- colon, which no key of ours has; it has no secret here.
alter table application_key add column key_manager_id uuid references key_manager;
alter table application_key add column key_manager varchar(100);
alter table application_key alter column consumer_key type varchar(400);
alter table application_key drop constraint application_key_application_id_key_type_key;
create unique index application_key_own on application_key (application_id, key_type) where key_manager_id is null;
create unique index application_key_mapped on application_key (application_id, key_type, key_manager_id)
    where key_manager_id is not null;
create index application_key_of_manager on application_key (key_manager_id) where key_manager_id is not null;
