create schema platform;
grant usage on schema platform to huiyin_migrate;

-- No time and no order beyond the names: files are applied in the order of their numbers, and the log holds the hour.
create table platform.migration (
  part text not null,
  name text not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  primary key (part, name)
);
comment on table platform.migration is 'Applied migration files with their SHA-256; written by the migrator alone.';
grant select on platform.migration to huiyin_migrate, huiyin_system;
