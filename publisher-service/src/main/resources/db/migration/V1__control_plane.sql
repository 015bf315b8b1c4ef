create table users (
    name          varchar(64) primary key,
    password_hash text        not null,
    created_at    timestamptz not null
);

create table api (
    id             uuid primary key,
    name           varchar(60)  not null,
    context        varchar(200) not null,
    version        varchar(30)  not null,
    base_path      varchar(260) not null unique,
    provider       varchar(64)  not null,
    state          varchar(16)  not null,
    design         jsonb        not null,
    revisions_made int          not null,
    created_at     timestamptz  not null,
    updated_at     timestamptz  not null
);
create unique index api_name_version on api (lower(name), version);

create table revision (
    id          uuid primary key,
    api_id      uuid         not null references api on delete cascade,
    number      int          not null,
    description varchar(255) not null,
    design      jsonb        not null,
    created_at  timestamptz  not null,
    unique (api_id, number)
);

create table deployment (
    id                   uuid primary key,
    api_id               uuid         not null references api on delete cascade,
    environment          varchar(64)  not null,
    revision_id          uuid         not null references revision,
    vhost                varchar(255) not null,
    display_on_devportal boolean      not null,
    deployed_at          timestamptz  not null,
    -- of the newest record in the control topic: what a gateway must have applied
    version              bigint       not null,
    unique (api_id, environment)
);

create table application (
    id          uuid primary key,
    name        varchar(100) not null,
    owner       varchar(64)  not null references users,
    policy      varchar(64)  not null,
    description varchar(512) not null,
    created_at  timestamptz  not null
);
create unique index application_owner_name on application (owner, lower(name));

create table application_key (
    consumer_key   varchar(64) primary key,
    id             uuid        not null unique,
    application_id uuid        not null references application on delete cascade,
    key_type       varchar(16) not null,
    secret_hash    varchar(64) not null,
    created_at     timestamptz not null,
    unique (application_id, key_type)
);

create table subscription (
    id             uuid primary key,
    application_id uuid        not null references application,
    api_id         uuid        not null references api,
    plan           varchar(64) not null,
    state          varchar(24) not null,
    created_at     timestamptz not null,
    unique (application_id, api_id)
);

create table signing_key (
    kid          varchar(64) primary key,
    public_jwk   jsonb       not null,
    private_key  text        not null,
    stage        varchar(16) not null,
    announced_at timestamptz not null,
    version      bigint      not null,
    retired_at   timestamptz,
    created_at   timestamptz not null
);
create unique index signing_key_current on signing_key (stage) where stage = 'CURRENT';
create unique index signing_key_next on signing_key (stage) where stage = 'NEXT';

create table revoked_token (
    jti        varchar(64) primary key,
    expires_at timestamptz not null
);
create index revoked_token_expiry on revoked_token (expires_at);

-- Versions of control records. Drawn under one lock that is held until the commit, so the order of
-- versions is the order of commits is the order of sending.
create sequence outbox_version;

create table outbox (
    version      bigint primary key,
    step         varchar(16)  not null,
    topic        varchar(16),
    record_key   varchar(512) not null,
    record_value text
);
