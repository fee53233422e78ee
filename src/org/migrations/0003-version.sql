-- Which state of the organisation is this? Whoever may know all of it (loops, sweep, intake) keeps what was read until
-- the version changes: reading the organisation anew for every matter cost four fifths of opening one. The version
-- changes in the transaction that changes the organisation; it is drawn, not counted, so that a change that was rolled
-- back leaves no number behind that the next one would take.
create table org.version (
  city text not null primary key,
  version uuid not null
);
alter table org.version enable row level security;
alter table org.version force row level security;
create policy owner on org.version to huiyin_owner using (true) with check (true);

-- Null for whoever may not know all of the organisation: they read what their policies show, each time.
create function org.version_now() returns uuid language sql stable security definer set search_path = pg_catalog as $$
  select v.version from org.version v where v.city = org.city() and org.viewer() in ('loops', 'sweep', 'intake')
$$;
revoke all on function org.version_now() from public;
grant execute on function org.version_now() to huiyin_staff, huiyin_system;

-- With its owner's rights: whoever changes a post may not write here otherwise.
create function org.renew_version() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into org.version (city, version) select c.city, gen_random_uuid() from (select distinct city from changed) c order by c.city
    on conflict (city) do update set version = excluded.version;
  return null;
end $$;
revoke all on function org.renew_version() from public;

do $$
declare t text;
begin
  foreach t in array array['unit', 'edge', 'person', 'post', 'duty', 'tie'] loop
    execute format('create trigger version_on_insert after insert on org.%I referencing new table as changed for each statement execute function org.renew_version()', t);
    execute format('create trigger version_on_update after update on org.%I referencing new table as changed for each statement execute function org.renew_version()', t);
    execute format('create trigger version_on_delete after delete on org.%I referencing old table as changed for each statement execute function org.renew_version()', t);
  end loop;
end $$;
insert into org.version (city, version) select u.city, gen_random_uuid() from (select distinct city from org.unit) u;
