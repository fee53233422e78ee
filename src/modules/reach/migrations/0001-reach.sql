-- What reaching the case officer keeps beside the engine's matters. No word, case, name or number of a party: those stand on the
-- trail, under the matter's key.
create schema reach;
grant usage on schema reach to huiyin_staff, huiyin_public, huiyin_system;

-- Keyed digest of a receipt code. Read by nobody; reach.find answers one code at a time.
create table reach.follow (
  city text not null,
  digest bytea not null,
  matter uuid not null,
  primary key (city, digest)
);

-- One question, as lists count it.
create table reach.ask (
  city text not null,
  matter uuid not null,
  -- The programme's code of the organ that was asked.
  place text not null,
  channel text not null check (channel in ('online', 'window', 'phone')),
  -- Whose it is now: the case officer's division, or the registry that looks for it.
  unit uuid not null,
  unit_name text not null,
  -- Number of the matter under which papers travel to the case officer (modules/transfer).
  bundle text,
  -- Where she was sent instead, as the register said on that day.
  told_name text,
  told_address text,
  told_phone text,
  primary key (city, matter)
);
create index ask_bundle on reach.ask (city, bundle) where bundle is not null;
create index ask_unit on reach.ask (city, unit);

create function reach.find(in_city text, in_digest bytea) returns uuid
  language sql stable security definer set search_path = pg_catalog, reach
as $$ select f.matter from reach.follow f where f.city = in_city and f.city = org.city() and f.digest = in_digest $$;
revoke all on function reach.find(text, bytea) from public;
grant execute on function reach.find(text, bytea) to huiyin_public;

do $$
declare t text;
begin
  foreach t in array array['follow', 'ask'] loop
    execute format('alter table reach.%I enable row level security', t);
    execute format('alter table reach.%I force row level security', t);
    execute format('create policy owner on reach.%I to huiyin_owner using (true) with check (true)', t);
  end loop;
end $$;
create policy seen on reach.ask for select to huiyin_staff, huiyin_public, huiyin_system using (city = org.city() and engine.sees(city, matter));
create policy written on reach.ask for insert to huiyin_staff, huiyin_system with check (city = org.city() and engine.sight(city, matter) = 'full');
create policy moved on reach.ask for update to huiyin_staff, huiyin_system
  using (city = org.city() and engine.sight(city, matter) = 'full') with check (city = org.city());
grant select, insert on reach.ask to huiyin_staff, huiyin_system;
grant update (unit, unit_name, bundle, told_name, told_address, told_phone) on reach.ask to huiyin_staff, huiyin_system;
-- The party's page says which unit has it and where she was sent, and no more.
grant select (city, matter, place, unit, unit_name, told_name, told_address, told_phone) on reach.ask to huiyin_public;

-- Whoever takes a question in gives its code out with it, once; nobody reads which code leads where.
create policy linked on reach.follow for insert to huiyin_staff, huiyin_system
  with check (city = org.city() and engine.sight(city, matter) = 'full');
grant insert on reach.follow to huiyin_staff, huiyin_system;
-- A code leads nowhere any more once the content is erased.
create policy forgotten on reach.follow for delete to huiyin_system using (city = org.city() and org.viewer() = 'sweep');
create policy found on reach.follow for select to huiyin_system using (city = org.city() and org.viewer() = 'sweep');
grant select, delete on reach.follow to huiyin_system;
