-- When a row was written, for its age. A publisher of the release before writes rows without it.
alter table outbox add column written_at timestamptz not null default clock_timestamp();
