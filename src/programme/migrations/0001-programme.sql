-- Every version of the city's programme that a matter was opened with, so that old matters keep their rules.
create schema programme;
grant usage on schema programme to huiyin_system, huiyin_staff, huiyin_public;

create table programme.version (
  city text not null,
  version text not null,
  data jsonb not null,
  origins jsonb not null,
  primary key (city, version)
);
alter table programme.version enable row level security;
alter table programme.version force row level security;
create policy owner on programme.version to huiyin_owner using (true) with check (true);
create policy kept on programme.version to huiyin_system using (city = current_setting('huiyin.city', true)) with check (city = current_setting('huiyin.city', true));
grant select, insert on programme.version to huiyin_system;
