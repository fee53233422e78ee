-- What the hand-over of papers keeps beside the engine's matters: where each bag is. No word, name or number of a party: those
-- stand on the trail, under the matter's key.
create schema transfer;
grant usage on schema transfer to huiyin_staff, huiyin_public, huiyin_system;

-- Keyed digest of a receipt code. Read by nobody; transfer.find answers one code at a time.
create table transfer.follow (
  city text not null,
  digest bytea not null,
  matter uuid not null,
  primary key (city, digest)
);

-- One bag of papers, as lists show it. Exactly one holder at every moment.
create table transfer.bundle (
  city text not null,
  matter uuid not null,
  -- The programme's code of the point that took the papers.
  point text not null,
  -- The unit that they are for.
  unit uuid not null,
  unit_name text not null,
  bag text,
  holder uuid not null,
  holder_name text not null,
  held_at timestamptz not null,
  -- Given to, and not signed for yet.
  passing_to uuid,
  passing_name text,
  passed_at timestamptz,
  primary key (city, matter),
  check ((passing_to is null) = (passed_at is null))
);
create index bundle_bag on transfer.bundle (city, bag);
create index bundle_holder on transfer.bundle (city, holder);

-- Every change of custody: who gave, who signed; two persons.
create table transfer.passage (
  city text not null,
  matter uuid not null,
  seq int not null,
  from_name text not null,
  to_unit uuid,
  to_name text not null,
  given_at timestamptz not null,
  given_by uuid,
  signed_at timestamptz,
  signed_by uuid,
  undone boolean not null default false,
  primary key (city, matter, seq),
  check (given_by is distinct from signed_by or given_by is null),
  check (signed_at is null or not undone)
);
-- A bag is given to one at a time.
create unique index passage_open on transfer.passage (city, matter) where signed_at is null and not undone;

create function transfer.find(in_city text, in_digest bytea) returns uuid
  language sql stable security definer set search_path = pg_catalog, transfer
as $$ select f.matter from transfer.follow f where f.city = in_city and f.city = org.city() and f.digest = in_digest $$;
revoke all on function transfer.find(text, bytea) from public;
grant execute on function transfer.find(text, bytea) to huiyin_public, huiyin_staff;

do $$
declare t text;
begin
  foreach t in array array['follow', 'bundle', 'passage'] loop
    execute format('alter table transfer.%I enable row level security', t);
    execute format('alter table transfer.%I force row level security', t);
    execute format('create policy owner on transfer.%I to huiyin_owner using (true) with check (true)', t);
  end loop;
  foreach t in array array['bundle', 'passage'] loop
    execute format('create policy seen on transfer.%I for select to huiyin_staff, huiyin_system using (city = org.city() and engine.sees(city, matter))', t);
    execute format('create policy written on transfer.%I for insert to huiyin_staff, huiyin_system with check (city = org.city() and engine.sight(city, matter) = ''full'')', t);
    execute format('create policy moved on transfer.%I for update to huiyin_staff, huiyin_system using (city = org.city() and engine.sight(city, matter) = ''full'') with check (city = org.city())', t);
    execute format('grant select, insert on transfer.%I to huiyin_staff, huiyin_system', t);
  end loop;
end $$;
grant update (bag, holder, holder_name, held_at, passing_to, passing_name, passed_at) on transfer.bundle to huiyin_staff, huiyin_system;
grant update (signed_at, signed_by, undone) on transfer.passage to huiyin_staff, huiyin_system;

-- Whoever takes papers in gives their code out with them, once; nobody reads which code leads where.
create policy linked on transfer.follow for insert to huiyin_staff, huiyin_system
  with check (city = org.city() and engine.sight(city, matter) = 'full');
grant insert on transfer.follow to huiyin_staff, huiyin_system;
-- A code leads nowhere any more once the content is erased.
create policy forgotten on transfer.follow for delete to huiyin_system using (city = org.city() and org.viewer() = 'sweep');
create policy found on transfer.follow for select to huiyin_system using (city = org.city() and org.viewer() = 'sweep');
grant select, delete on transfer.follow to huiyin_system;
