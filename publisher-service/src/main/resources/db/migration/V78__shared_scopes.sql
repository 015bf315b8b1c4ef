-- Scopes that topics of several APIs may ask for. A name is that of one shared scope, or of one API's own.
create table shared_scope (
    id           uuid primary key,
    name         varchar(255) not null unique,
    display_name varchar(255) not null,
    description  varchar(512) not null,
    roles        jsonb        not null,
    edition      bigint       not null,
    created_at   timestamptz  not null,
    updated_at   timestamptz  not null
);

-- Which APIs have a scope of this name.
create index api_scopes on api using gin ((design -> 'scopes') jsonb_path_ops);
create index revision_scopes on revision using gin ((design -> 'scopes') jsonb_path_ops);
