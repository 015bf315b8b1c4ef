-- What is counted apart. The id is a hash of the other columns but the last, so that no publisher has to look it up.
create table usage_series (
    id              uuid primary key,
    environment     text not null,
    api_id          uuid not null,
    topic           text not null,
    application_id  uuid,
    subscription_id uuid,
    plan            text,
    key_type        text not null,
    -- of its newest rows, to forget it with the last of them
    last_day        date not null
);
create index usage_series_api on usage_series (api_id);
create index usage_series_application on usage_series (application_id);
create index usage_series_subscription on usage_series (subscription_id);

-- As gateways have reported it; the writer is a hash of node and incarnation. Rows are set, never added to, about six times
-- in their minute: room is left on each page for that.
create table usage_minute (
    series       uuid        not null,
    start        timestamptz not null,
    writer       uuid        not null,
    events       bigint      not null,
    bytes        bigint      not null,
    replayed     bigint      not null,
    opened       bigint      not null,
    closed       jsonb       not null,
    open_streams int         not null,
    -- the sum of all that only grows: of two reports of a row the later one has more
    progress     numeric     not null,
    primary key (series, start, writer)
) with (fillfactor = 80);
create index usage_minute_start on usage_minute using brin (start);

create table usage_hour (
    series   uuid        not null,
    start    timestamptz not null,
    events   bigint      not null,
    bytes    bigint      not null,
    replayed bigint      not null,
    opened   bigint      not null,
    closed   jsonb       not null,
    primary key (series, start)
);
create index usage_hour_start on usage_hour using brin (start);

create table usage_day (
    series   uuid   not null,
    start    timestamptz not null,
    events   bigint not null,
    bytes    bigint not null,
    replayed bigint not null,
    opened   bigint not null,
    closed   jsonb  not null,
    primary key (series, start)
);

-- Hours and days of which there are reports that are not in usage_hour and usage_day yet: they are read from the rows below.
create table usage_open_hour (
    start      timestamptz primary key,
    touched_at timestamptz not null
);
create table usage_open_day (
    start      timestamptz primary key,
    touched_at timestamptz not null
);

create function usage_closed_plus(a jsonb, b jsonb) returns jsonb
    language sql immutable parallel safe as
$$
select case
           when b = '{}' then a
           when a = '{}' then b
           else (select jsonb_object_agg(reason, count)
                 from (select each.key as reason, sum(each.value::bigint) as count
                       from (select * from jsonb_each_text(a) union all select * from jsonb_each_text(b)) each
                       group by each.key) counted)
           end
$$;
create aggregate usage_closed_sum(jsonb) (sfunc = usage_closed_plus, stype = jsonb, initcond = '{}');

-- A sum that stays a bigint.
create function usage_bounded(total numeric) returns bigint
    language sql immutable parallel safe as
$$
select least(coalesce(total, 0), 9223372036854775807)::bigint
$$;

create view usage_by_minute as
select series, start, events, bytes, replayed, opened, closed
from usage_minute;

create view usage_by_hour as
select series, start, events, bytes, replayed, opened, closed
from usage_hour
where start not in (select start from usage_open_hour)
union all
select m.series, h.start, m.events, m.bytes, m.replayed, m.opened, m.closed
from usage_open_hour h
         join usage_minute m on m.start >= h.start and m.start < h.start + interval '1 hour';

create view usage_by_day as
select series, start, events, bytes, replayed, opened, closed
from usage_day
where start not in (select start from usage_open_day)
union all
select h.series, d.start, h.events, h.bytes, h.replayed, h.opened, h.closed
from usage_open_day d
         join usage_by_hour h on h.start >= d.start and h.start < d.start + interval '24 hours';
