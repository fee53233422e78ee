-- 到窗口的预约: which half hour of which window is taken, and by which matter of ours. No word, name or number of anybody: those stand on
-- the trail of the appointment, under its key.
create table stuck.appointment (
  city text not null,
  matter uuid not null,
  -- The programme's code of the window.
  window_code text not null,
  on_day date not null,
  at_hour text not null check (at_hour ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  slot int not null check (slot > 0),
  -- The matter whose receipt code opens the booking too.
  about uuid,
  source bytea not null,
  primary key (city, matter),
  unique (city, source)
);
create index appointment_day on stuck.appointment (city, on_day, at_hour);

-- The row is the place itself, so that two can never have the last one; it goes when the booking is dropped or called off.
create table stuck.place (
  city text not null,
  window_code text not null,
  on_day date not null,
  at_hour text not null,
  slot int not null check (slot > 0),
  matter uuid not null,
  primary key (city, window_code, on_day, at_hour, slot),
  unique (city, matter)
);

-- Keyed digest of the receipt code of a booking; a code that is a matter's may lead to several, one after the other.
create table stuck.booking_code (
  city text not null,
  digest bytea not null,
  seq bigint generated always as identity,
  matter uuid not null,
  primary key (city, digest, seq)
);
create index booking_code_matter on stuck.booking_code (city, matter);

-- The last that was booked under it.
create function stuck.find_booking(in_city text, in_digest bytea) returns uuid
  language sql stable security definer set search_path = pg_catalog, stuck
as $$ select b.matter from stuck.booking_code b where b.city = in_city and b.city = org.city() and b.digest = in_digest order by b.seq desc limit 1 $$;
revoke all on function stuck.find_booking(text, bytea) from public;
grant execute on function stuck.find_booking(text, bytea) to huiyin_public;

do $$
declare t text;
begin
  foreach t in array array['appointment', 'place', 'booking_code'] loop
    execute format('alter table stuck.%I enable row level security', t);
    execute format('alter table stuck.%I force row level security', t);
    execute format('create policy owner on stuck.%I to huiyin_owner using (true) with check (true)', t);
  end loop;
end $$;

create policy seen on stuck.appointment for select to huiyin_staff, huiyin_public, huiyin_system
  using (city = org.city() and engine.sees(city, matter));
create policy booked on stuck.appointment for insert to huiyin_system with check (city = org.city() and engine.sight(city, matter) = 'full');
grant select on stuck.appointment to huiyin_staff, huiyin_system;
grant insert on stuck.appointment to huiyin_system;
grant select (city, matter, window_code, on_day, at_hour, slot, about) on stuck.appointment to huiyin_public;

-- Everybody reads how many places of a half hour are taken; whose they are stands on no role's list of columns.
create policy seen on stuck.place for select to huiyin_staff, huiyin_public, huiyin_system using (city = org.city());
create policy taken on stuck.place for insert to huiyin_system with check (city = org.city() and engine.sight(city, matter) = 'full');
create policy freed on stuck.place for delete to huiyin_staff, huiyin_public, huiyin_system
  using (city = org.city() and engine.sight(city, matter) = 'full');
grant select (city, window_code, on_day, at_hour, slot) on stuck.place to huiyin_staff, huiyin_public, huiyin_system;
grant insert on stuck.place to huiyin_system;
grant delete on stuck.place to huiyin_staff, huiyin_public, huiyin_system;

create policy linked on stuck.booking_code for insert to huiyin_system with check (city = org.city() and engine.sight(city, matter) = 'full');
grant insert on stuck.booking_code to huiyin_system;
-- A code leads nowhere any more once the content is erased.
create policy forgotten on stuck.booking_code for delete to huiyin_system using (city = org.city() and org.viewer() = 'sweep');
create policy found on stuck.booking_code for select to huiyin_system using (city = org.city() and org.viewer() = 'sweep');
grant select, delete on stuck.booking_code to huiyin_system;
