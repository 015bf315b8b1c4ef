-- A plan that waits for the API's publisher, and what the publisher said of the last request.
alter table subscription add column requested_plan varchar(64);
alter table subscription add column comment varchar(512) not null default '';
create index subscription_pending on subscription (api_id)
    where state = 'ON_HOLD' or requested_plan is not null;
drop index subscription_api;
create index subscription_api on subscription (api_id, created_at, id);
