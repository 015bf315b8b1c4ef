-- how long tokens of the key are good, in seconds; null = as the installation says
alter table application_key add column token_seconds bigint;
