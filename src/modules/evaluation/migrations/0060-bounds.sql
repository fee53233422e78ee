-- How often something happened at posted codes today, for all servers of one database. Unlogged on purpose: it stands in no
-- log of the database, in no standby and in no backup, and after a crash the day begins anew, which errs on the citizen's
-- side. A mark is a keyed digest hashed once more with a salt that goes with the day: of yesterday nobody can ask anything.
create unlogged table evaluation.bound_day (
  city text primary key,
  day date not null,
  salt bytea not null check (length(salt) = 32)
);
create unlogged table evaluation.bound_count (
  city text not null,
  mark bytea not null check (length(mark) = 32),
  count int not null check (count > 0),
  primary key (city, mark)
);
alter table evaluation.bound_day enable row level security;
alter table evaluation.bound_day force row level security;
alter table evaluation.bound_count enable row level security;
alter table evaluation.bound_count force row level security;
create policy owner on evaluation.bound_day to huiyin_owner using (true) with check (true);
create policy owner on evaluation.bound_count to huiyin_owner using (true) with check (true);

-- Counts each mark once, or, where one of them has its fill, none: then its place in the list, from 1; else 0. Every caller
-- gives marks of the same kinds in the same order, so that no two wait for each other. Without marks the day alone turns.
create function evaluation.count_within(in_day date, in_salt bytea, in_marks bytea[], in_most int[]) returns int
  language plpgsql volatile security definer set search_path = pg_catalog, evaluation
as $$
declare
  today bytea;
  marks bytea[];
begin
  if org.viewer() not in ('intake', 'sweep') then raise exception 'only the intake counts' using errcode = '42501'; end if;
  insert into evaluation.bound_day as d (city, day, salt) values (org.city(), in_day, in_salt)
    on conflict (city) do update set day = excluded.day, salt = excluded.salt where d.day < excluded.day;
  if found then delete from evaluation.bound_count c where c.city = org.city(); end if;
  select d.salt into today from evaluation.bound_day d where d.city = org.city();
  marks := array(select sha256(today || m) from unnest(in_marks) with ordinality g(m, n) order by g.n);
  for i in 1..cardinality(marks) loop
    insert into evaluation.bound_count as c (city, mark, count) values (org.city(), marks[i], 1)
      on conflict (city, mark) do update set count = c.count + 1 where c.count < in_most[i];
    if not found then
      delete from evaluation.bound_count c where c.city = org.city() and c.mark = any (marks[:i - 1]) and c.count = 1;
      update evaluation.bound_count c set count = c.count - 1 where c.city = org.city() and c.mark = any (marks[:i - 1]) and c.count > 1;
      return i;
    end if;
  end loop;
  return 0;
end $$;
revoke all on function evaluation.count_within(date, bytea, bytea[], int[]) from public;
grant execute on function evaluation.count_within(date, bytea, bytea[], int[]) to huiyin_system;
