-- Rules of the admins that keep out what credentials would open.
create table deny_rule (
    id             uuid primary key,
    condition_type varchar(16)  not null,
    -- as it is shown: a base path, owner:name, a user, an address or network, first-last
    text           varchar(320) not null,
    -- what gateways compare: of an application its id, of addresses their one normal form
    record_type    varchar(16)  not null,
    value          varchar(320) not null,
    inverted       boolean      not null,
    enabled        boolean      not null,
    created_at     timestamptz  not null,
    unique (record_type, value, inverted)
);
create index deny_rule_created on deny_rule (created_at, id);
