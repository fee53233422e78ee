-- What reception days keep beside the engine's matters. A day is public: who receives, where, when, how many. Words, name and number of
-- whoever booked stand on the trail of the booking, under the matter's key.
create schema reception;
grant usage on schema reception to huiyin_staff, huiyin_public, huiyin_system;

create table reception.day (
  city text not null,
  id uuid not null,
  -- The programme's code of the organ that receives.
  place text not null,
  -- The office that keeps the schedule.
  office uuid not null,
  leader uuid not null,
  leader_unit uuid not null,
  leader_role text not null,
  -- As they were published; a later change of the post changes no past day.
  leader_name text not null,
  leader_title text not null,
  on_day date not null,
  from_hour text not null check (from_hour ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  slots int not null check (slots between 1 and 30),
  minutes int not null check (minutes between 5 and 120),
  venue text not null,
  purpose text,
  state text not null default 'open' check (state in ('open', 'cancelled')),
  -- Day, hour, place or leader are no longer those that were published first.
  changed boolean not null default false,
  -- Who sat there in the end; null while nobody has written it down.
  held text check (held in ('promised', 'other')),
  source bytea not null,
  primary key (city, id),
  unique (city, source),
  check (state = 'open' or held is null)
);
create index day_listed on reception.day (city, on_day, from_hour, id);

-- What was published, changed, cancelled and held, by whom and why; nothing of it is taken back.
create table reception.day_entry (
  city text not null,
  day uuid not null,
  seq int not null check (seq > 0),
  what text not null check (what in ('published', 'changed', 'cancelled', 'held')),
  -- The day in words, as it stood from then on.
  said text not null,
  why text,
  by_person uuid not null,
  by_name text not null,
  at timestamptz not null,
  primary key (city, day, seq),
  foreign key (city, day) references reception.day (city, id)
);

-- One place of a day. The row is the place itself, so that two can never have it.
create table reception.place (
  city text not null,
  day uuid not null,
  slot int not null check (slot > 0),
  matter uuid,
  -- What everybody may read of it.
  taken boolean not null default false check (taken = (matter is not null)),
  primary key (city, day, slot),
  unique (city, matter),
  foreign key (city, day) references reception.day (city, id)
);

-- One booking, as lists and boards count it; it stays when its place is free again.
create table reception.booking (
  city text not null,
  matter uuid not null,
  day uuid not null,
  slot int not null check (slot > 0),
  channel text not null check (channel in ('online', 'window', 'phone')),
  came boolean not null default false,
  -- A leader promised something, or her no made a matter of what he had answered.
  opened boolean not null default false,
  -- Whose it is, from a promise on.
  unit uuid,
  unit_name text,
  source bytea not null,
  primary key (city, matter),
  unique (city, source),
  foreign key (city, day, slot) references reception.place (city, day, slot)
);
create index booking_day on reception.booking (city, day, slot);

-- Keyed digest of a receipt code. Read by nobody; reception.find answers one code at a time.
create table reception.follow (
  city text not null,
  digest bytea not null,
  matter uuid not null,
  primary key (city, digest)
);
create function reception.find(in_city text, in_digest bytea) returns uuid
  language sql stable security definer set search_path = pg_catalog, reception
as $$ select f.matter from reception.follow f where f.city = in_city and f.city = org.city() and f.digest = in_digest $$;
revoke all on function reception.find(text, bytea) from public;
grant execute on function reception.find(text, bytea) to huiyin_public;

do $$
declare t text;
begin
  foreach t in array array['day', 'day_entry', 'place', 'booking', 'follow'] loop
    execute format('alter table reception.%I enable row level security', t);
    execute format('alter table reception.%I force row level security', t);
    execute format('create policy owner on reception.%I to huiyin_owner using (true) with check (true)', t);
  end loop;
end $$;

-- Whether the viewer works in this office; nobody else writes its days.
create function reception.keeps(in_office uuid) returns boolean
  language sql stable set search_path = pg_catalog
as $$
  select org.viewer() = 'person' and exists (select from unnest(org.posts()) p
    where split_part(p, '/', 1)::uuid = in_office and split_part(p, '/', 2) in ('clerk', 'officer', 'leader'))
$$;
revoke all on function reception.keeps(uuid) from public;
grant execute on function reception.keeps(uuid) to huiyin_staff;

create policy seen on reception.day for select to huiyin_staff, huiyin_public, huiyin_system using (city = org.city());
create policy published on reception.day for insert to huiyin_staff with check (city = org.city() and reception.keeps(office));
create policy kept on reception.day for update to huiyin_staff
  using (city = org.city() and reception.keeps(office)) with check (city = org.city() and reception.keeps(office));
grant select, insert on reception.day to huiyin_staff;
grant update (leader, leader_unit, leader_role, leader_name, leader_title, on_day, from_hour, slots, minutes, venue, purpose, state, changed, held)
  on reception.day to huiyin_staff;
grant select on reception.day to huiyin_public, huiyin_system;

create policy seen on reception.day_entry for select to huiyin_staff, huiyin_system using (city = org.city());
create policy written on reception.day_entry for insert to huiyin_staff
  with check (city = org.city() and by_person = org.person()
    and exists (select from reception.day d where d.city = day_entry.city and d.id = day_entry.day and reception.keeps(d.office)));
grant select, insert on reception.day_entry to huiyin_staff;
grant select on reception.day_entry to huiyin_system;

-- Everybody reads which places are free; whose they are stands on no role's list of columns but the house's.
create policy seen on reception.place for select to huiyin_staff, huiyin_public, huiyin_system using (city = org.city());
create policy laid on reception.place for insert to huiyin_staff
  with check (city = org.city() and matter is null
    and exists (select from reception.day d where d.city = place.city and d.id = place.day and reception.keeps(d.office)));
-- A free place goes to a matter that the viewer has just opened; a taken one is freed by whoever may act on its matter.
create policy given on reception.place for update to huiyin_staff, huiyin_public, huiyin_system
  using (city = org.city() and (matter is null or engine.sight(city, matter) = 'full'))
  with check (city = org.city() and (matter is null or engine.sight(city, matter) = 'full'));
grant select (city, day, slot, taken) on reception.place to huiyin_staff, huiyin_public, huiyin_system;
grant insert (city, day, slot) on reception.place to huiyin_staff;
grant update (matter, taken) on reception.place to huiyin_staff, huiyin_public, huiyin_system;

create policy seen on reception.booking for select to huiyin_staff, huiyin_public, huiyin_system
  using (city = org.city() and engine.sees(city, matter));
create policy written on reception.booking for insert to huiyin_staff, huiyin_system
  with check (city = org.city() and engine.sight(city, matter) = 'full');
create policy changed on reception.booking for update to huiyin_staff, huiyin_system
  using (city = org.city() and engine.sight(city, matter) = 'full') with check (city = org.city());
grant select, insert on reception.booking to huiyin_staff, huiyin_system;
grant update (came, opened, unit, unit_name) on reception.booking to huiyin_staff, huiyin_system;
-- Her page names her place and the unit that has her matter.
grant select (city, matter, day, slot, unit, unit_name) on reception.booking to huiyin_public;

-- Whoever takes a booking gives its code out with it, once; nobody reads which code leads where.
create policy linked on reception.follow for insert to huiyin_staff, huiyin_system
  with check (city = org.city() and engine.sight(city, matter) = 'full');
grant insert on reception.follow to huiyin_staff, huiyin_system;
create policy forgotten on reception.follow for delete to huiyin_system using (city = org.city() and org.viewer() = 'sweep');
create policy found on reception.follow for select to huiyin_system using (city = org.city() and org.viewer() = 'sweep');
grant select, delete on reception.follow to huiyin_system;
