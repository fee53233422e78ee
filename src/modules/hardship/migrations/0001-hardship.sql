-- What help in hardship keeps beside the engine's matters. No hardship, sum, word, name or number of an applicant: those stand on
-- the trail, under the matter's key.
create schema hardship;
grant usage on schema hardship to huiyin_staff, huiyin_public, huiyin_system;

-- Keyed digest of a receipt code. Read by nobody; hardship.find answers one code at a time.
create table hardship.follow (
  city text not null,
  digest bytea not null,
  matter uuid not null,
  primary key (city, digest)
);

-- One application, as lists count it.
create table hardship.application (
  city text not null,
  matter uuid not null,
  -- The programme's code of the organ that was asked.
  place text not null,
  channel text not null check (channel in ('online', 'window', 'phone', 'matter')),
  unit uuid not null,
  unit_name text not null,
  -- Who decides now, by name.
  decider text not null,
  -- Where it was handed over in this round, by name, and whether it ever was.
  civil_name text,
  handed_over boolean not null default false,
  decision text check (decision in ('granted', 'refused')),
  primary key (city, matter)
);
create index application_unit on hardship.application (city, unit);

create function hardship.find(in_city text, in_digest bytea) returns uuid
  language sql stable security definer set search_path = pg_catalog, hardship
as $$ select f.matter from hardship.follow f where f.city = in_city and f.city = org.city() and f.digest = in_digest $$;
revoke all on function hardship.find(text, bytea) from public;
grant execute on function hardship.find(text, bytea) to huiyin_public;

do $$
declare t text;
begin
  foreach t in array array['follow', 'application'] loop
    execute format('alter table hardship.%I enable row level security', t);
    execute format('alter table hardship.%I force row level security', t);
    execute format('create policy owner on hardship.%I to huiyin_owner using (true) with check (true)', t);
  end loop;
end $$;
create policy seen on hardship.application for select to huiyin_staff, huiyin_public, huiyin_system
  using (city = org.city() and engine.sees(city, matter));
create policy written on hardship.application for insert to huiyin_system
  with check (city = org.city() and engine.sight(city, matter) = 'full');
create policy moved on hardship.application for update to huiyin_staff, huiyin_system
  using (city = org.city() and engine.sight(city, matter) = 'full') with check (city = org.city());
grant select on hardship.application to huiyin_staff;
grant select, insert on hardship.application to huiyin_system;
grant update (decider, civil_name, handed_over, decision) on hardship.application to huiyin_staff, huiyin_system;
-- The applicant's page says who decides and where it was handed over, and no more.
grant select (city, matter, place, unit, unit_name, decider, civil_name) on hardship.application to huiyin_public;

-- The house takes an application in and gives its code out with it, once; nobody reads which code leads where.
create policy linked on hardship.follow for insert to huiyin_system
  with check (city = org.city() and engine.sight(city, matter) = 'full');
grant insert on hardship.follow to huiyin_system;
-- A code leads nowhere any more once the content is erased.
create policy forgotten on hardship.follow for delete to huiyin_system using (city = org.city() and org.viewer() = 'sweep');
create policy found on hardship.follow for select to huiyin_system using (city = org.city() and org.viewer() = 'sweep');
grant select, delete on hardship.follow to huiyin_system;
