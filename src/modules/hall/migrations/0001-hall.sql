-- The register of a service hall (应进必进、一门办理): service items and windows set up apart. Nothing is changed or taken away:
-- every change is a further version with its day, who and why.
create schema hall;
grant usage on schema hall to huiyin_staff, huiyin_public, huiyin_system;

create table hall.version (
  city text not null,
  kind text not null check (kind in ('item', 'window')),
  code text not null,
  version int not null check (version > 0),
  -- Civil day from which it holds; of two from the same day the later version holds.
  from_on date not null,
  -- No longer an item, no longer a window, from that day on.
  gone boolean not null,
  body jsonb not null,
  changed_at timestamptz not null,
  by_person uuid,
  by_name text not null,
  why text not null,
  primary key (city, kind, code, version)
);
create index version_held on hall.version (city, kind, code, from_on desc, version desc);

alter table hall.version enable row level security;
alter table hall.version force row level security;
create policy owner on hall.version to huiyin_owner using (true) with check (true);
create policy seen on hall.version for select to huiyin_staff, huiyin_public, huiyin_system using (city = org.city());
-- Whoever changes the register stands under the change; there is no policy for changing or deleting what stands.
create policy entered on hall.version for insert to huiyin_staff with check (city = org.city() and by_person = org.person());
grant select, insert on hall.version to huiyin_staff;
grant select on hall.version to huiyin_system;
-- The citizen's page shows what holds, not who changed it and why.
grant select (city, kind, code, version, from_on, gone, body) on hall.version to huiyin_public;
