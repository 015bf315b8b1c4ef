-- A key opens one API for one application. Of the key itself only a hash and its end are kept.
create table api_key (
    id                 uuid primary key,
    hash               char(64)     not null unique,
    last_four          varchar(4)   not null,
    name               varchar(100) not null,
    api_id             uuid         not null references api,
    application_id     uuid         not null references application,
    key_type           varchar(16)  not null,
    -- null = it does not expire
    validity_seconds   bigint,
    expires_at         timestamptz,
    -- with commas, empty = any
    permitted_ips      text         not null,
    permitted_referers text         not null,
    created_at         timestamptz  not null
);
create index api_key_of_application on api_key (application_id, api_id, key_type);
create index api_key_of_api on api_key (api_id);
create index api_key_expiry on api_key (expires_at) where expires_at is not null;
