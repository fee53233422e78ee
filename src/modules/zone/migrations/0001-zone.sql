-- What the service zones keep beside the engine's matters. No word, firm, name or number of whoever asked: those stand on the
-- trail, under the matter's key.
create schema zone;
grant usage on schema zone to huiyin_staff, huiyin_public, huiyin_system;

-- Keyed digest of a receipt code. Read by nobody; zone.find answers one code at a time.
create table zone.follow (
  city text not null,
  digest bytea not null,
  matter uuid not null,
  primary key (city, digest)
);

-- One request, as lists and boards count it.
create table zone.request (
  city text not null,
  matter uuid not null,
  -- The programme's code of the zone.
  place text not null,
  kind text not null check (kind in ('consult', 'complaint', 'policy', 'agency')),
  channel text not null check (channel in ('online', 'window', 'phone')),
  unit uuid not null,
  -- 营商服务专员 who has it now, by name as the firm reads it.
  specialist uuid not null,
  specialist_name text not null,
  primary key (city, matter)
);
create index request_counted on zone.request (city, place, kind);
create index request_specialist on zone.request (city, specialist);

-- A ledger of earlier years that an office brought in; taken back it stays here, and counts no more.
create table zone.file (
  city text not null,
  id uuid not null,
  place text not null,
  name text not null,
  -- Of the bytes: the same file is not brought in twice.
  digest bytea not null,
  rows int not null check (rows > 0),
  brought_at timestamptz not null,
  by_person uuid not null,
  by_name text not null,
  taken_back_at timestamptz,
  taken_back_by text,
  primary key (city, id)
);
create unique index file_once on zone.file (city, digest) where taken_back_at is null;

-- One line of such a ledger: which of the four works, on which day, with which end. Nobody's name or words.
create table zone.past (
  city text not null,
  file uuid not null,
  line int not null,
  kind text not null check (kind in ('consult', 'complaint', 'policy', 'agency')),
  on_day date not null,
  ending text not null check (ending in ('solved', 'unsolved', 'open')),
  primary key (city, file, line),
  foreign key (city, file) references zone.file (city, id)
);
create index past_counted on zone.past (city, kind, on_day);

create function zone.find(in_city text, in_digest bytea) returns uuid
  language sql stable security definer set search_path = pg_catalog, zone
as $$ select f.matter from zone.follow f where f.city = in_city and f.city = org.city() and f.digest = in_digest $$;
revoke all on function zone.find(text, bytea) from public;
grant execute on function zone.find(text, bytea) to huiyin_public;

do $$
declare t text;
begin
  foreach t in array array['follow', 'request', 'file', 'past'] loop
    execute format('alter table zone.%I enable row level security', t);
    execute format('alter table zone.%I force row level security', t);
    execute format('create policy owner on zone.%I to huiyin_owner using (true) with check (true)', t);
  end loop;
end $$;
create policy seen on zone.request for select to huiyin_staff, huiyin_public, huiyin_system using (city = org.city() and engine.sees(city, matter));
create policy written on zone.request for insert to huiyin_staff, huiyin_system with check (city = org.city() and engine.sight(city, matter) = 'full');
create policy changed on zone.request for update to huiyin_staff, huiyin_system
  using (city = org.city() and engine.sight(city, matter) = 'full') with check (city = org.city());
grant select, insert on zone.request to huiyin_staff, huiyin_system;
grant update (specialist, specialist_name) on zone.request to huiyin_staff, huiyin_system;
-- Her page names the specialist, and no more.
grant select (city, matter, place, kind, specialist_name) on zone.request to huiyin_public;

-- Figures of past years are read by whoever reads the board; who may bring a file in the route decides.
create policy seen on zone.file for select to huiyin_staff using (city = org.city());
create policy brought on zone.file for insert to huiyin_staff with check (city = org.city() and by_person = org.person());
create policy taken_back on zone.file for update to huiyin_staff
  using (city = org.city() and taken_back_at is null) with check (city = org.city() and taken_back_at is not null);
grant select, insert on zone.file to huiyin_staff;
grant update (taken_back_at, taken_back_by) on zone.file to huiyin_staff;
create policy seen on zone.past for select to huiyin_staff using (city = org.city());
create policy brought on zone.past for insert to huiyin_staff
  with check (city = org.city() and exists (select from zone.file f where f.city = past.city and f.id = past.file and f.by_person = org.person()));
grant select, insert on zone.past to huiyin_staff;

-- Whoever takes a request in gives its code out with it, once; nobody reads which code leads where.
create policy linked on zone.follow for insert to huiyin_staff, huiyin_system
  with check (city = org.city() and engine.sight(city, matter) = 'full');
grant insert on zone.follow to huiyin_staff, huiyin_system;
-- A code leads nowhere any more once the content is erased.
create policy forgotten on zone.follow for delete to huiyin_system using (city = org.city() and org.viewer() = 'sweep');
create policy found on zone.follow for select to huiyin_system using (city = org.city() and org.viewer() = 'sweep');
grant select, delete on zone.follow to huiyin_system;
