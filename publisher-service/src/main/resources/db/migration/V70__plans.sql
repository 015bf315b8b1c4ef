-- What subscriptions and applications may be delivered, by level and name.
create table plan (
    id         uuid primary key,
    level      varchar(16) not null,
    name       varchar(60) not null,
    terms      jsonb       not null,
    edition    bigint      not null,
    created_at timestamptz not null,
    updated_at timestamptz not null
);
create unique index plan_level_name on plan (level, lower(name));

create table seeded_plan (
    level        varchar(16) not null,
    name         varchar(60) not null,
    display_name varchar(60) not null,
    description  text        not null,
    event_count  bigint,
    unit         varchar(16)
);
insert into seeded_plan values
    ('SUBSCRIPTION', 'AsyncUnlimited', 'Async Unlimited', 'No limit', null, null),
    ('SUBSCRIPTION', 'AsyncGold', 'Async Gold', '50,000 events a day', 50000, 'DAY'),
    ('SUBSCRIPTION', 'AsyncSilver', 'Async Silver', '25,000 events a day', 25000, 'DAY'),
    ('SUBSCRIPTION', 'AsyncBronze', 'Async Bronze', '5,000 events a day', 5000, 'DAY'),
    ('SUBSCRIPTION', 'AsyncDefaultSubscriptionless', 'Async Default Subscriptionless',
        '10,000 events a day, without a subscription', 10000, 'DAY'),
    ('APPLICATION', '10PerMin', '10PerMin', '10 events a minute', 10, 'MINUTE'),
    ('APPLICATION', '20PerMin', '20PerMin', '20 events a minute', 20, 'MINUTE'),
    ('APPLICATION', '50PerMin', '50PerMin', '50 events a minute', 50, 'MINUTE'),
    ('APPLICATION', 'Unlimited', 'Unlimited', 'No limit', null, null);

insert into plan (id, level, name, terms, edition, created_at, updated_at)
select gen_random_uuid(), level, name,
    jsonb_build_object(
        'displayName', display_name,
        'description', description,
        'limits', case when event_count is null then '[]'::jsonb
            else jsonb_build_array(jsonb_build_object(
                'type', 'EVENTS', 'count', event_count, 'unit', unit, 'units', 1)) end,
        'burst', null,
        'stopOnQuotaReach', true,
        'maxConnections', null,
        'maxConnectionMs', null,
        'permission', null,
        'attributes', '[]'::jsonb,
        'billing', 'FREE'),
    1, now(), now()
from seeded_plan;

-- Their control records. Versions are drawn under the lock that ControlOutbox holds, too.
select pg_advisory_xact_lock(5459029, 1);
insert into outbox (version, step, topic, record_key, record_value)
select version, 'RECORD', 'ACCESS', 'plan/' || lower(level) || '/' || name,
    json_build_object(
        'schema', 1,
        'version', version,
        'name', name,
        'limits', case when event_count is null then '[]'::json
            else json_build_array(json_build_object(
                'type', 'events', 'count', event_count, 'unit', unit, 'units', 1)) end,
        'burst', null,
        'stopOnQuotaReach', true,
        'maxConnections', null,
        'maxConnectionMs', null)::text
from (select nextval('outbox_version') as version, s.* from seeded_plan s) as versioned;
select pg_notify('sluice_outbox', 'new');
drop table seeded_plan;
