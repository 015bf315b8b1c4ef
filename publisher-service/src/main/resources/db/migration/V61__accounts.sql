-- Who signs in with another provider has no password here, and is known by issuer and subject.
alter table users alter column password_hash drop not null;
alter table users add column provider_subject varchar(600);
create unique index users_provider_subject on users (provider_subject);

-- The password of the first user as it was configured: whoever set the installation up knows it.
alter table users add column initial_password boolean not null default false;
