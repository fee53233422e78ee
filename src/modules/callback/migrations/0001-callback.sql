-- What the callback room keeps beside the engine's matters: who was asked to call, what a receipt code leads to, and
-- the orders that reach the rated side without any way back to the matter.
create schema callback;
grant usage on schema callback to huiyin_staff, huiyin_public, huiyin_system;

-- One round of one call: who was asked, why, and whether he has seen it.
create table callback.round (
  city text not null,
  matter uuid not null,
  round int not null check (round >= 1),
  -- All null while no holder of any post above may call.
  unit uuid,
  role text,
  person uuid,
  title text,
  because text[] not null,
  acknowledged_at timestamptz,
  reminders int not null default 0,
  remind_at timestamptz,
  -- The citizen agreed that the order goes out at once.
  speed_agreed boolean not null default false,
  primary key (city, matter, round),
  check ((unit is null) = (role is null) and (unit is null) = (person is null))
);
create index round_waiting on callback.round (city, remind_at) where acknowledged_at is null;

-- Keyed digest of a receipt code. Read by nobody; callback.find answers one code at a time.
create table callback.follow (
  city text not null,
  digest bytea not null,
  matter uuid not null,
  primary key (city, digest)
);

-- Who opened the citizen's number in which round; the trail says it too, this answers the card.
create table callback.number_opened (
  city text not null,
  matter uuid not null,
  seq int not null,
  round int not null,
  person uuid not null,
  primary key (city, matter, seq)
);

-- 问题整改单 as the unit reads it. Deliberately without matter, number, writer and time: only a day of the weekly list.
create table callback.repair_order (
  city text not null,
  id uuid not null,
  unit uuid not null,
  cause text not null,
  what text not null,
  by_day date not null,
  responsible text not null,
  released_on date not null,
  primary key (city, id)
);
create index repair_order_unit on callback.repair_order (city, unit, released_on);

create function callback.find(in_city text, in_digest bytea) returns uuid
  language sql stable security definer set search_path = pg_catalog, callback
as $$ select f.matter from callback.follow f where f.city = in_city and f.city = org.city() and f.digest = in_digest $$;
revoke all on function callback.find(text, bytea) from public;
grant execute on function callback.find(text, bytea) to huiyin_public;

do $$
declare t text;
begin
  foreach t in array array['round', 'follow', 'number_opened', 'repair_order'] loop
    execute format('alter table callback.%I enable row level security', t);
    execute format('alter table callback.%I force row level security', t);
    execute format('create policy owner on callback.%I to huiyin_owner using (true) with check (true)', t);
  end loop;
end $$;

create policy system on callback.round to huiyin_system using (city = org.city() and org.is_system()) with check (city = org.city() and org.is_system());
create policy seen on callback.round for select to huiyin_staff, huiyin_public using (city = org.city() and engine.sight(city, matter) = 'full');
create policy marked on callback.round for update to huiyin_staff using (city = org.city() and engine.sight(city, matter) = 'full') with check (city = org.city());
grant select, insert, update on callback.round to huiyin_system;
grant select on callback.round to huiyin_staff;
grant update (acknowledged_at, speed_agreed) on callback.round to huiyin_staff;
-- The citizen's page says which post it came to, never who holds it.
grant select (city, matter, round, title) on callback.round to huiyin_public;

create policy linked on callback.follow for insert to huiyin_system with check (city = org.city() and org.is_system());
grant insert on callback.follow to huiyin_system;

create policy seen on callback.number_opened for select to huiyin_staff using (city = org.city() and person = org.person() and engine.sight(city, matter) = 'full');
create policy written on callback.number_opened for insert to huiyin_staff with check (city = org.city() and person = org.person() and engine.sight(city, matter) = 'full');
grant select, insert on callback.number_opened to huiyin_staff;

-- Whoever works at the unit reads its list; the leader who writes an order may stand at another unit.
create policy own_unit on callback.repair_order for select to huiyin_staff
  using (city = org.city() and org.viewer() = 'person' and exists (
    select from unnest(org.posts()) p where split_part(p, '/', 1) = unit::text and split_part(p, '/', 2) in ('leader', 'deputy_head', 'clerk', 'officer')));
create policy ordered on callback.repair_order for insert to huiyin_staff with check (city = org.city() and org.holds('leader', 'deputy_head', 'head', 'duty_leader', 'supervisor', 'callback_centre'));
grant select, insert on callback.repair_order to huiyin_staff;
