-- One matter of any kind: where it stands, who sits where, its trail, its clocks, and what follows from it.
create schema engine;
grant usage on schema engine to huiyin_staff, huiyin_public, huiyin_system;

create table engine.matter (
  city text not null,
  id uuid not null,
  -- Eight random signs and a check sign; what people read.
  number text not null,
  kind text not null,
  lane text not null check (lane in ('ordinary', 'rating', 'accusation')),
  unit uuid not null,
  -- Version of the programme it was opened under; its clocks keep that version's terms.
  programme text not null,
  stage text not null,
  round int not null check (round >= 1),
  opened_at timestamptz not null,
  -- At of the last trail entry: a later entry never reads earlier.
  moved_at timestamptz not null,
  closed_at timestamptz,
  ending text,
  -- Entries on the trail, and the hash of the last one.
  length int not null check (length >= 0),
  head bytea,
  -- What the daily roots have sealed of it.
  sealed_length int not null default 0,
  -- The nearest of its running clocks; infinity when none has a date.
  due_at timestamptz not null default 'infinity',
  near_at timestamptz not null default 'infinity',
  -- When the sweep must look at it again.
  next_rung_at timestamptz not null default 'infinity',
  -- What it was opened for: the same source opens one matter.
  source text,
  primary key (city, id),
  unique (city, number),
  unique (city, source),
  check ((closed_at is null) = (ending is null))
);
create index matter_due on engine.matter (city, due_at, id);
create index matter_rung on engine.matter (city, next_rung_at) where next_rung_at < 'infinity';
create index matter_unsealed on engine.matter (city, id) where sealed_length < length;

-- Which post fills which seat; person narrows it to one holder.
create table engine.seat (
  city text not null,
  matter uuid not null,
  seat text not null,
  unit uuid not null,
  role text not null,
  person uuid,
  sight text not null check (sight in ('full', 'progress')),
  foreign key (city, matter) references engine.matter (city, id),
  id uuid not null default gen_random_uuid(),
  primary key (city, id)
);
create index seat_matter on engine.seat (city, matter);
create index seat_post on engine.seat (city, unit, role);

-- Whoever was rated, their kin, their subordinates: no post lets them see or act.
create table engine.barred (
  city text not null,
  matter uuid not null,
  person uuid not null,
  primary key (city, matter, person),
  foreign key (city, matter) references engine.matter (city, id)
);

-- The matter's data key, wrapped. Deleting the row erases what was recorded; the trail still verifies.
create table engine.matter_key (
  city text not null,
  matter uuid not null,
  wrapped bytea not null,
  primary key (city, matter),
  foreign key (city, matter) references engine.matter (city, id)
);

create table engine.trail (
  city text not null,
  matter uuid not null,
  seq int not null check (seq >= 1),
  action text not null,
  seat text not null,
  unit uuid,
  role text,
  person uuid,
  at timestamptz not null,
  stage text not null,
  round int not null,
  -- What it did to clocks and rungs; no names, no words.
  effect jsonb not null,
  -- Salted digest of the input, whose salt lies sealed with the input.
  digest bytea,
  suite text not null check (suite in ('std', 'gm')),
  previous bytea,
  hash bytea not null,
  primary key (city, matter, seq),
  foreign key (city, matter) references engine.matter (city, id),
  check ((seq = 1) = (previous is null))
);

-- { salt, input } sealed under the matter's key.
create table engine.input (
  city text not null,
  matter uuid not null,
  seq int not null,
  sealed bytea not null,
  primary key (city, matter, seq),
  foreign key (city, matter, seq) references engine.trail (city, matter, seq)
);

-- One run of one clock as its trail tells it; a projection for lists and for the sweep.
create table engine.clock (
  city text not null,
  matter uuid not null,
  clock text not null,
  run int not null,
  round int not null,
  state text not null check (state in ('running', 'paused', 'stopped', 'undetermined')),
  started_at timestamptz not null,
  stopped_at timestamptz,
  due_at timestamptz,
  due_on date,
  not_before date,
  near_at timestamptz,
  because text[] not null,
  -- Version of the statutory calendar that told the date.
  calendar text not null,
  primary key (city, matter, clock, run),
  foreign key (city, matter) references engine.matter (city, id),
  check ((state = 'stopped') = (stopped_at is not null)),
  check (due_at is not null or state in ('undetermined', 'stopped', 'paused'))
);
create index clock_calendar on engine.clock (city, calendar) where state in ('running', 'undetermined');

-- The key makes each rung happen once, whoever sweeps.
create table engine.rung (
  city text not null,
  matter uuid not null,
  clock text not null,
  run int not null,
  rung text not null,
  seq int not null,
  primary key (city, matter, clock, run, rung),
  foreign key (city, matter, seq) references engine.trail (city, matter, seq)
);

create table engine.announcement (
  city text not null,
  id uuid not null,
  event text not null,
  matter uuid,
  -- Order among announcements of the same instant.
  seq int not null default 0,
  payload jsonb not null,
  at timestamptz not null,
  -- Some loop still has to answer it.
  waiting boolean not null default true,
  primary key (city, id)
);
create index announcement_waiting on engine.announcement (city, event, at, seq) where waiting;

create table engine.loop_done (
  city text not null,
  loop text not null,
  announcement uuid not null,
  primary key (city, loop, announcement),
  foreign key (city, announcement) references engine.announcement (city, id)
);
create table engine.loop_failed (
  city text not null,
  loop text not null,
  announcement uuid not null,
  attempts int not null,
  retry_at timestamptz not null,
  primary key (city, loop, announcement),
  foreign key (city, announcement) references engine.announcement (city, id)
);

-- The day's seal over every trail that grew since the last one; each names the one before.
create table engine.root (
  city text not null,
  day date not null,
  suite text not null check (suite in ('std', 'gm')),
  count int not null,
  previous bytea,
  hash bytea not null,
  primary key (city, day)
);
create table engine.root_head (
  city text not null,
  day date not null,
  matter uuid not null,
  length int not null,
  head bytea not null,
  primary key (city, day, matter),
  foreign key (city, day) references engine.root (city, day)
);

-- History only grows, whoever asks.
create function engine.refuse_change() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = '42501';
end $$;
do $$
declare t text;
begin
  foreach t in array array['trail', 'rung', 'root', 'root_head'] loop
    execute format('create trigger append_only before update or delete on engine.%I for each row execute function engine.refuse_change()', t);
    execute format('create trigger never_emptied before truncate on engine.%I for each statement execute function engine.refuse_change()', t);
  end loop;
end $$;

-- A trail has no gap and no fork.
create function engine.follow_on() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if new.seq > 1 and not exists (
    select from engine.trail t where t.city = new.city and t.matter = new.matter and t.seq = new.seq - 1 and t.hash = new.previous and t.at <= new.at
  ) then
    raise exception 'entry % does not follow on the trail', new.seq using errcode = '23514';
  end if;
  return new;
end $$;
create trigger follows_on before insert on engine.trail for each row execute function engine.follow_on();

-- How much this viewer sees of a matter: 'full', 'progress', or null for nothing and for no such matter alike.
-- SECURITY DEFINER, since policies of matter, seat and trail would otherwise ask each other in circles.
create function engine.sight(asked_city text, asked_matter uuid) returns text
  language plpgsql stable security definer set search_path = pg_catalog
as $$
declare found text;
begin
  if asked_city is null or asked_matter is null or asked_city is distinct from org.city() then return null; end if;
  -- Whoever opens a matter writes its first rows, though it may be theirs no longer when the transaction ends.
  if current_setting('huiyin.opening', true) = asked_matter::text then return 'full'; end if;
  if org.viewer() = 'citizen' then return case when asked_matter = org.matter() then 'full' end; end if;
  if org.is_system() then return 'full'; end if;
  if org.viewer() is distinct from 'person' or org.person() is null then return null; end if;
  select case when bool_or(s.sight = 'full') then 'full' when count(*) > 0 then 'progress' end into found
    from engine.seat s join engine.matter m on m.city = s.city and m.id = s.matter
   where s.city = asked_city and s.matter = asked_matter
     and s.unit::text || '/' || s.role = any (org.posts())
     and (s.person is null or s.person = org.person())
     -- An accusation is seen by the discipline line alone, and never as mere progress.
     and (m.lane <> 'accusation' or (s.role = 'discipline' and s.sight = 'full'));
  if found is null then return null; end if;
  if exists (select from engine.barred b where b.city = asked_city and b.matter = asked_matter and b.person = org.person()) then return null; end if;
  return found;
end $$;
create function engine.sees(asked_city text, asked_matter uuid) returns boolean
  language sql stable set search_path = pg_catalog
as $$ select engine.sight(asked_city, asked_matter) is not null $$;

-- Evidence is content, so it needs the full sight of its matter.
create or replace function files.sees(asked_city text, asked_matter uuid) returns boolean
  language sql stable set search_path = pg_catalog
as $$ select coalesce(engine.sight(asked_city, asked_matter) = 'full', false) $$;

create function engine.fill_seats(in_city text, in_matter uuid, seats jsonb, barred uuid[]) returns void
  language plpgsql set search_path = pg_catalog
as $$
begin
  if exists (select from engine.matter m where m.city = in_city and m.id = in_matter and m.lane = 'accusation')
     and exists (select from jsonb_array_elements(seats) s where s->>'role' <> 'discipline' or s->>'sight' <> 'full') then
    raise exception 'an accusation is for discipline posts alone' using errcode = '42501';
  end if;
  insert into engine.seat (city, matter, seat, unit, role, person, sight)
    select in_city, in_matter, s->>'seat', (s->>'unit')::uuid, s->>'role', (s->>'person')::uuid, s->>'sight' from jsonb_array_elements(seats) s;
  insert into engine.barred (city, matter, person)
    select in_city, in_matter, p from unnest(barred) p on conflict do nothing;
end $$;
revoke all on function engine.fill_seats(text, uuid, jsonb, uuid[]) from public;

-- Opens a matter, or finds the one that its source has opened before. Returns its id.
create function engine.open_matter(opened jsonb, wrapped bytea, seats jsonb, barred uuid[]) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare made uuid;
begin
  if org.viewer() is null or opened->>'city' is distinct from org.city() then
    raise exception 'a matter is opened inside of as(viewer)' using errcode = '42501';
  end if;
  insert into engine.matter (city, id, number, kind, lane, unit, programme, stage, round, opened_at, moved_at, length, source)
    values (opened->>'city', (opened->>'id')::uuid, opened->>'number', opened->>'kind', opened->>'lane', (opened->>'unit')::uuid, opened->>'programme',
            opened->>'stage', 1, (opened->>'at')::timestamptz, (opened->>'at')::timestamptz, 0, opened->>'source')
    on conflict (city, source) do nothing returning id into made;
  if made is null then
    return (select m.id from engine.matter m where m.city = opened->>'city' and m.source = opened->>'source');
  end if;
  insert into engine.matter_key (city, matter, wrapped) values (opened->>'city', made, wrapped);
  perform engine.fill_seats(opened->>'city', made, seats, barred);
  perform set_config('huiyin.opening', made::text, true);
  return made;
end $$;

-- Gives seats to other posts. Only somebody who sees the matter; perhaps for the last time.
create function engine.reseat(in_matter uuid, seats jsonb, barred uuid[], emptied text[]) returns void
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
begin
  if engine.sight(org.city(), in_matter) is null then
    raise exception 'no such matter' using errcode = '42501';
  end if;
  perform from engine.matter m where m.city = org.city() and m.id = in_matter for update;
  delete from engine.seat s where s.city = org.city() and s.matter = in_matter
    and (s.seat = any (emptied) or s.seat in (select n->>'seat' from jsonb_array_elements(seats) n));
  perform engine.fill_seats(org.city(), in_matter, seats, barred);
end $$;

do $$
declare t text;
begin
  foreach t in array array['matter', 'seat', 'barred', 'matter_key', 'trail', 'input', 'clock', 'rung', 'announcement', 'loop_done', 'loop_failed', 'root', 'root_head'] loop
    execute format('alter table engine.%I enable row level security', t);
    execute format('alter table engine.%I force row level security', t);
    execute format('create policy owner on engine.%I to huiyin_owner using (true) with check (true)', t);
  end loop;

  -- The key alone opens nothing: it is wrapped, and a post with mere progress must be able to record its own act.
  foreach t in array array['seat', 'trail', 'clock', 'rung', 'matter_key'] loop
    execute format('create policy seen on engine.%I for select to huiyin_staff, huiyin_public, huiyin_system using (engine.sees(city, matter))', t);
  end loop;
  foreach t in array array['trail', 'input', 'clock'] loop
    execute format('create policy written on engine.%I for insert to huiyin_staff, huiyin_public, huiyin_system with check (engine.sees(city, matter))', t);
    execute format('grant insert on engine.%I to huiyin_staff, huiyin_public, huiyin_system', t);
  end loop;
  foreach t in array array['matter', 'seat', 'matter_key', 'trail', 'input', 'clock', 'rung'] loop
    execute format('grant select on engine.%I to huiyin_staff, huiyin_public, huiyin_system', t);
  end loop;

  foreach t in array array['rung', 'loop_done', 'loop_failed', 'root', 'root_head'] loop
    execute format('create policy system on engine.%I to huiyin_system using (city = org.city() and org.is_system()) with check (city = org.city() and org.is_system())', t);
    execute format('grant select, insert on engine.%I to huiyin_system', t);
  end loop;
end $$;

-- What was recorded needs full sight.
create policy seen on engine.input for select to huiyin_staff, huiyin_public, huiyin_system using (engine.sight(city, matter) = 'full');

create policy seen on engine.matter for select to huiyin_staff, huiyin_public, huiyin_system using (engine.sees(city, id));
create policy moved on engine.matter for update to huiyin_staff, huiyin_public, huiyin_system using (engine.sees(city, id)) with check (city = org.city());
grant update (stage, round, moved_at, closed_at, ending, length, head, due_at, near_at, next_rung_at) on engine.matter to huiyin_staff, huiyin_public, huiyin_system;
grant update (sealed_length) on engine.matter to huiyin_system;

create policy moved on engine.clock for update to huiyin_staff, huiyin_public, huiyin_system using (engine.sees(city, matter)) with check (engine.sees(city, matter));
grant update (state, stopped_at, due_at, due_on, not_before, near_at, because, calendar) on engine.clock to huiyin_staff, huiyin_public, huiyin_system;

create policy known on engine.barred for select to huiyin_system using (city = org.city() and org.is_system());
grant select on engine.barred to huiyin_system;

-- Erasing is the system's work, by the rules of retention.
create policy erased on engine.matter_key for delete to huiyin_system using (city = org.city() and org.is_system());
grant delete on engine.matter_key to huiyin_system;

-- Whoever acts announces; only the loops read.
create policy announced on engine.announcement for insert to huiyin_staff, huiyin_public, huiyin_system
  with check (city = org.city() and org.viewer() is not null and waiting);
create policy system on engine.announcement to huiyin_system using (city = org.city() and org.is_system()) with check (city = org.city() and org.is_system());
grant insert on engine.announcement to huiyin_staff, huiyin_public, huiyin_system;
grant select, update (waiting) on engine.announcement to huiyin_system;
grant update, delete on engine.loop_failed to huiyin_system;

-- Roots hold no content; whoever watches over the house compares them with the printed ones.
create policy watched on engine.root for select to huiyin_staff using (city = org.city() and org.holds('audit_admin', 'discipline'));
grant select on engine.root to huiyin_staff;

revoke all on function engine.sight(text, uuid), engine.sees(text, uuid), engine.open_matter(jsonb, bytea, jsonb, uuid[]), engine.reseat(uuid, jsonb, uuid[], text[]) from public;
grant execute on function engine.sight(text, uuid), engine.sees(text, uuid), engine.open_matter(jsonb, bytea, jsonb, uuid[]), engine.reseat(uuid, jsonb, uuid[], text[]) to huiyin_staff, huiyin_public, huiyin_system;
