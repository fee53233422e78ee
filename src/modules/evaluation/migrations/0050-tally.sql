-- 累计: of every unit, all its batches up to and including one, added up. The sum of any period is the difference of two
-- rows, so that ten years take a board no longer than a quarter. It says nothing that whole batches do not say, and is read by
-- whoever may read those. `n1` to `n5` by `what`:
--   ratings  ratings, poor                                            withheld: batches without `poor`
--   level    levels 1 to 5, by dimension                              withheld: batches without levels
--   reason   count, by reason
--   line     rateable, invited, answered, delivered, batches without `delivered`, by line; withheld: batches without `answered`
--   seconds  count, by channel and bucket; the city's, under no unit
create table evaluation.tally (
  city text not null,
  unit uuid not null,
  unverified boolean not null,
  batch text not null,
  what text not null check (what in ('ratings', 'level', 'reason', 'line', 'seconds')),
  name text not null,
  batches int not null,
  withheld int not null,
  n1 int not null, n2 int not null, n3 int not null, n4 int not null, n5 int not null,
  primary key (city, unit, unverified, batch, what, name)
);
alter table evaluation.tally enable row level security;
alter table evaluation.tally force row level security;
create policy owner on evaluation.tally to huiyin_owner using (true) with check (true);
create policy released on evaluation.tally for select to huiyin_staff using (city = org.city() and org.viewer() = 'person');
grant select on evaluation.tally to huiyin_staff;

-- What the rows of one unit must be, counted from its batches. A channel counts in weeks that are wholly out and in which
-- twenty were timed: the difference of two periods is one week, and one person's haste must not stand in it.
create function evaluation.tally_of(in_city text, in_unit uuid, in_unverified boolean) returns setof evaluation.tally
  language sql stable set search_path = pg_catalog, evaluation
as $$
  with counted(batch, what, name, withheld, n1, n2, n3, n4, n5) as (
    select b.batch, 'ratings', '', (b.poor is null)::int, b.ratings, coalesce(b.poor, 0), 0, 0, 0
    from evaluation.batch b where b.city = in_city and b.unit = in_unit and b.unverified = in_unverified
    union all
    select l.batch, 'level', l.dimension, (l.n1 is null)::int, coalesce(l.n1, 0), coalesce(l.n2, 0), coalesce(l.n3, 0), coalesce(l.n4, 0), coalesce(l.n5, 0)
    from evaluation.released_level l where l.city = in_city and l.unit = in_unit and not in_unverified and right(l.batch, 1) <> 's'
    union all
    select r.batch, 'reason', r.reason, 0, r.count, 0, 0, 0, 0
    from evaluation.released_reason r where r.city = in_city and r.unit = in_unit and not in_unverified and right(r.batch, 1) <> 's'
    union all
    select s.cohort, 'line', s.line, (s.answered is null)::int, s.rateable, s.invited, coalesce(s.answered, 0), coalesce(s.delivered, 0), (s.delivered is null)::int
    from evaluation.silent s where s.city = in_city and s.unit = in_unit and not in_unverified and right(s.cohort, 1) <> 's'
    union all
    select t.cohort, 'seconds', t.channel || ' ' || t.bucket, 0, t.count, 0, 0, 0, 0
    from (select s.cohort, s.channel, s.bucket, s.count, sum(s.count) over (partition by s.cohort, s.channel) as together from evaluation.seconds s where s.city = in_city) t
    where in_unit = '00000000-0000-0000-0000-000000000000' and not in_unverified and t.together >= 20
      and exists (select from evaluation.root o where o.city = in_city and o.cohort = t.cohort)
  ), added as (
    select step.batch, name.what, name.name, count(c.batch) over w as batches, sum(c.withheld) over w as withheld,
      sum(c.n1) over w as n1, sum(c.n2) over w as n2, sum(c.n3) over w as n3, sum(c.n4) over w as n4, sum(c.n5) over w as n5
    from (select distinct batch from counted) step cross join (select distinct what, name from counted) name
    left join counted c on c.batch = step.batch and c.what = name.what and c.name = name.name
    window w as (partition by name.what, name.name order by step.batch)
  )
  select in_city, in_unit, in_unverified, a.batch, a.what, a.name, a.batches::int, a.withheld::int, a.n1::int, a.n2::int, a.n3::int, a.n4::int, a.n5::int
  from added a where a.batches > 0
$$;

-- In the transaction that lets a batch out. Nobody else writes here, not even the mixer: what stands here is what the batches say.
-- A batch that comes out after a younger one changes the younger rows as well.
create function evaluation.add_up(in_unit uuid, in_unverified boolean, in_batch text) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, evaluation
as $$
begin
  if org.viewer() is distinct from 'mixer' then raise exception 'only the mixer lets batches out' using errcode = '42501'; end if;
  perform pg_advisory_xact_lock(hashtextextended('evaluation.tally ' || org.city() || ' ' || in_unit || ' ' || in_unverified, 0));
  delete from evaluation.tally t where t.city = org.city() and t.unit = in_unit and t.unverified = in_unverified and t.batch >= in_batch;
  insert into evaluation.tally select * from evaluation.tally_of(org.city(), in_unit, in_unverified) t where t.batch >= in_batch;
end $$;

-- Whatever an older release has let out already.
insert into evaluation.tally
select t.* from (
  select distinct b.city, b.unit, b.unverified from evaluation.batch b
  union select distinct r.city, '00000000-0000-0000-0000-000000000000'::uuid, false from evaluation.root r
) u cross join lateral evaluation.tally_of(u.city, u.unit, u.unverified) t;

revoke all on function evaluation.tally_of(text, uuid, boolean), evaluation.add_up(uuid, boolean, text) from public;
grant execute on function evaluation.add_up(uuid, boolean, text) to huiyin_system;
