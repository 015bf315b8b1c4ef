create table webhook (
    id          uuid primary key,
    -- null: of all APIs, an admin's
    api_id      uuid references api on delete cascade,
    url         text          not null,
    -- sealed
    secret      text          not null,
    -- with commas
    events      varchar(512)  not null,
    description varchar(255)  not null,
    active      boolean       not null,
    edition     bigint        not null,
    created_at  timestamptz   not null,
    updated_at  timestamptz   not null
);
create index webhook_api on webhook (api_id);

-- A message to one webhook: first an outbox, then the log.
create table webhook_delivery (
    id         uuid primary key,
    webhook_id uuid        not null references webhook on delete cascade,
    event      varchar(32) not null,
    body       text        not null,
    state      varchar(16) not null,
    attempts   int         not null,
    -- while it is being sent: when it counts as not sent
    next_at    timestamptz not null,
    status     int,
    reason     text,
    created_at timestamptz not null,
    sent_at    timestamptz
);
create index webhook_delivery_due on webhook_delivery (next_at) where state = 'WAITING';
create index webhook_delivery_log on webhook_delivery (webhook_id, created_at desc);

-- What has been said, so that no publisher says it again.
create table webhook_mark (
    subject text primary key,
    until   timestamptz not null
);

-- Backends of which nothing has been had since a time, and whether that has been said.
create table webhook_outage (
    api_id      uuid        not null references api on delete cascade,
    environment text        not null,
    key_type    text        not null,
    since       timestamptz not null,
    told        boolean     not null,
    primary key (api_id, environment, key_type)
);
