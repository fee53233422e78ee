-- 随机抽查: which places are inspected at which hours of a week. The hash of the seed is there for everybody in the week before; list and seed
-- once the week is over. `week` is the Monday of the inspected week.
create table rounds.draw (
  city text not null,
  -- The programme's code of the check list.
  code text not null,
  week date not null,
  commitment text not null check (commitment ~ '^[0-9a-f]{64}$'),
  sealed bytea not null,
  least int not null check (least > 0),
  -- Known to the house when the week begins, to everybody when it is over.
  tickets text[],
  drawn text[],
  seed text check (seed ~ '^[0-9a-f]{64}$'),
  primary key (city, code, week),
  check ((tickets is null) = (drawn is null)),
  check (seed is null or tickets is not null)
);
alter table rounds.draw enable row level security;
alter table rounds.draw force row level security;
create policy owner on rounds.draw to huiyin_owner using (true) with check (true);
create policy system on rounds.draw to huiyin_system using (city = org.city() and org.is_system()) with check (city = org.city() and org.is_system());
grant select, insert, update on rounds.draw to huiyin_system;
-- Whoever copied the hash holds us to it. The list of a running week would tell a place when somebody comes.
grant usage on schema rounds to huiyin_public;
create policy promised on rounds.draw for select to huiyin_public, huiyin_staff using (city = org.city());
grant select (city, code, week, commitment, least, seed) on rounds.draw to huiyin_public, huiyin_staff;

-- The list of a week that is over; nothing before.
create function rounds.sheet(in_city text, in_code text, in_week date) returns table (tickets text[], drawn text[])
  language sql stable security definer set search_path = pg_catalog, rounds
as $$ select d.tickets, d.drawn from rounds.draw d where d.city = in_city and d.city = org.city() and d.code = in_code and d.week = in_week and d.seed is not null $$;
revoke all on function rounds.sheet(text, text, date) from public;
grant execute on function rounds.sheet(text, text, date) to huiyin_public;
