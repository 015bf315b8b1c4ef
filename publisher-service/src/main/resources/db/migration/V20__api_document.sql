-- The AsyncAPI document that an API was imported with, or that was put last.
create table api_document (
    api_id      uuid primary key references api on delete cascade,
    document    text        not null,
    media_type  varchar(32) not null,
    -- what it tells of messages and parameters, as JSON
    facts       text        not null,
    -- of what the API was then: while it is the same, the document is shown as it was sent
    fingerprint varchar(64) not null
);
