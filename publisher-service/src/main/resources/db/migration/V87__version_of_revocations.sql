-- The version under which the gateways have been told; null = by a publisher that did not keep it.
alter table revoked_token add column version bigint;
