-- Accounts that people have made for themselves, of which there may be so many only.
alter table users add column signed_up boolean not null default false;
create index users_signed_up on users (active) where signed_up;
