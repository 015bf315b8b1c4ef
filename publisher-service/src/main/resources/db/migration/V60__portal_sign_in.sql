-- Sessions of people's browsers with the portal. Of the cookie only a hash is kept.
create table portal_session (
    token_hash varchar(64) primary key,
    user_name  varchar(64) not null references users on delete cascade,
    -- of another provider than our own: the token, sealed, and where it ends its session
    id_token   text,
    end_session_uri varchar(1024),
    created_at timestamptz not null,
    used_at    timestamptz not null,
    expires_at timestamptz not null
);
create index portal_session_of_user on portal_session (user_name, created_at);
create index portal_session_expiry on portal_session (expires_at);
create index portal_session_use on portal_session (used_at);

-- Codes that a browser carries from the sign-in page to the portal, which redeems each once.
create table authorization_code (
    code_hash        varchar(64) primary key,
    client_id        varchar(64)  not null,
    redirect_uri     varchar(512) not null,
    code_challenge   varchar(43)  not null,
    nonce            varchar(255) not null,
    user_name        varchar(64)  not null references users on delete cascade,
    authenticated_at timestamptz  not null,
    expires_at       timestamptz  not null
);
create index authorization_code_of_user on authorization_code (user_name, authenticated_at);
create index authorization_code_expiry on authorization_code (expires_at);
