-- Who was there before roles were could do everything.
alter table users add column id uuid not null default gen_random_uuid();
alter table users add column active boolean not null default true;
alter table users add column updated_at timestamptz not null default now();
alter table users add constraint users_id unique (id);
create unique index users_name_ignoring_case on users (lower(name));

create table user_role (
    user_name varchar(64) not null references users on delete cascade,
    role      varchar(16) not null,
    primary key (user_name, role)
);
insert into user_role (user_name, role) select name, 'ADMIN' from users;

-- Failed sign-ins of an account or an address, and from where an account has signed in well.
create table sign_in_guard (
    subject  varchar(160) primary key,
    failures int          not null,
    free_at  timestamptz  not null,
    seen_at  timestamptz  not null
);
create index sign_in_guard_seen on sign_in_guard (seen_at);

-- OAuth2 clients of scripts that use the REST APIs; one name is one client of its owner.
create table registered_client (
    client_id    varchar(64)  primary key,
    owner        varchar(64)  not null references users on delete cascade,
    name         varchar(100) not null,
    callback_url varchar(512) not null,
    grant_types  varchar(64)  not null,
    created_at   timestamptz  not null
);
create unique index registered_client_owner_name on registered_client (owner, lower(name));

create table registered_client_secret (
    secret_hash varchar(64) primary key,
    client_id   varchar(64) not null references registered_client on delete cascade,
    created_at  timestamptz not null
);
create index registered_client_secret_client on registered_client_secret (client_id, created_at);

-- All tokens that came of one grant.
create table session (
    id         uuid primary key,
    client_id  varchar(64) not null references registered_client on delete cascade,
    user_name  varchar(64) not null references users on delete cascade,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
create index session_of_client on session (client_id, created_at);
create index session_of_user on session (user_name);
create index session_expiry on session (expires_at);

create table session_token (
    token_hash varchar(64) primary key,
    session_id uuid        not null references session on delete cascade,
    kind       varchar(8)  not null,
    scope      text        not null,
    issued_at  timestamptz not null,
    expires_at timestamptz not null,
    -- a refresh token that has been used: who brings it again is not the one who got its successor
    spent      boolean     not null
);
create index session_token_session on session_token (session_id);
create index session_token_expiry on session_token (expires_at);
