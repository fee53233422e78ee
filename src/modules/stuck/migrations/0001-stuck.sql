-- What the windows of last resort keep beside the engine's matters. No word, name or number of a citizen: those stand on the
-- trail, under the matter's key.
create schema stuck;
grant usage on schema stuck to huiyin_staff, huiyin_public, huiyin_system;

-- Keyed digest of a receipt code. Read by nobody; stuck.find answers one code at a time.
create table stuck.follow (
  city text not null,
  digest bytea not null,
  matter uuid not null,
  primary key (city, digest)
);

-- One line of the ledger 台账 as boards count it.
create table stuck.item (
  city text not null,
  matter uuid not null,
  -- The programme's code of the window.
  window_code text not null,
  channel text not null check (channel in ('window', 'online', 'phone', 'transfer')),
  category text not null,
  complex boolean not null default false,
  -- How it was sorted; null before.
  treatment text check (treatment in ('joint', 'guide', 'attitude', 'at_once', 'forbidden', 'elsewhere')),
  -- Whoever leads now.
  lead uuid,
  lead_name text,
  primary key (city, matter)
);

-- One unit's time with a matter: from when it was given, when it was returned, when another took it up (X17).
create table stuck.handover (
  city text not null,
  matter uuid not null,
  seq int not null,
  unit uuid not null,
  unit_name text not null,
  given_at timestamptz not null,
  returned_at timestamptz,
  taken_at timestamptz,
  primary key (city, matter, seq),
  check (taken_at is null or returned_at is not null)
);
create index handover_unit on stuck.handover (city, unit) where returned_at is not null;

create function stuck.find(in_city text, in_digest bytea) returns uuid
  language sql stable security definer set search_path = pg_catalog, stuck
as $$ select f.matter from stuck.follow f where f.city = in_city and f.city = org.city() and f.digest = in_digest $$;
revoke all on function stuck.find(text, bytea) from public;
grant execute on function stuck.find(text, bytea) to huiyin_public;

do $$
declare t text;
begin
  foreach t in array array['follow', 'item', 'handover'] loop
    execute format('alter table stuck.%I enable row level security', t);
    execute format('alter table stuck.%I force row level security', t);
    execute format('create policy owner on stuck.%I to huiyin_owner using (true) with check (true)', t);
  end loop;
  foreach t in array array['item', 'handover'] loop
    execute format('create policy seen on stuck.%I for select to huiyin_staff, huiyin_public, huiyin_system using (city = org.city() and engine.sees(city, matter))', t);
    execute format('create policy written on stuck.%I for insert to huiyin_staff, huiyin_system with check (city = org.city() and engine.sight(city, matter) = ''full'')', t);
    execute format('create policy moved on stuck.%I for update to huiyin_staff, huiyin_system using (city = org.city() and engine.sight(city, matter) = ''full'') with check (city = org.city())', t);
    execute format('grant select, insert on stuck.%I to huiyin_staff, huiyin_system', t);
  end loop;
end $$;
grant update (complex, treatment, lead, lead_name) on stuck.item to huiyin_staff, huiyin_system;
grant update (returned_at, taken_at) on stuck.handover to huiyin_staff, huiyin_system;
-- The citizen's page says which unit has it, and no more.
grant select (city, matter, lead_name) on stuck.item to huiyin_public;

-- Whoever takes a matter in gives its code out with it, once; nobody reads which code leads where.
create policy linked on stuck.follow for insert to huiyin_staff, huiyin_system
  with check (city = org.city() and engine.sight(city, matter) = 'full');
grant insert on stuck.follow to huiyin_staff, huiyin_system;
-- A code leads nowhere any more once the content is erased.
create policy forgotten on stuck.follow for delete to huiyin_system using (city = org.city() and org.viewer() = 'sweep');
create policy found on stuck.follow for select to huiyin_system using (city = org.city() and org.viewer() = 'sweep');
grant select, delete on stuck.follow to huiyin_system;
