-- Released words belong to the unit that they speak about and to those above it. A word can be known by its tongue, so the
-- rest of the city does not read it: own unit (whoever works there), the leaders of the organ for everything in it, a leader for
-- what is part of his department; and those who read it first.
create function evaluation.units_told() returns setof uuid
  language sql stable set search_path = pg_catalog, evaluation
as $$
  with recursive told(unit, below) as (
    select split_part(h, '/', 1)::uuid, split_part(h, '/', 2) in ('leader', 'deputy_head', 'head') from unnest(org.posts()) h
     where split_part(h, '/', 2) in ('officer', 'clerk', 'leader', 'deputy_head', 'head')
    union
    select u.id, true from told t join org.unit u on u.city = org.city() and u.parent = t.unit where t.below
  )
  select unit from told where org.viewer() = 'person'
$$;
revoke all on function evaluation.units_told() from public;
grant execute on function evaluation.units_told() to huiyin_staff;

drop policy read_first on evaluation.released_words;
create policy read_first on evaluation.released_words for select to huiyin_staff
  using (city = org.city() and org.viewer() = 'person' and (unit in (select evaluation.units_read()) or (state = 'released' and unit in (select evaluation.units_told()))));

-- 求改评: for the discipline line of the unit, not for every discipline post of the city.
drop policy watched on evaluation.released_change;
create policy watched on evaluation.released_change for select to huiyin_staff
  using (city = org.city() and org.holds('discipline') and unit in (select org.units_watched()));
