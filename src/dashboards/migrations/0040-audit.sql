-- Who was given power: posts that were filled, and posts that were lent. To discipline of its own line, to the audit administrator of the city.
create function dashboards.grants(from_day date, until_day date, most int)
  returns table (kind text, unit uuid, role text, person_name text, by_name text, on_day date, ends_on date)
  language sql stable security definer set search_path = pg_catalog
as $$
  with watched as materialized (select w.unit from org.units_watched() w (unit))
  select g.kind, g.unit, g.role, p.name, q.name, g.on_day, g.ends_on
    from (
      select 'post', h.unit, h.role, h.person, null::uuid, h.held_from, h.held_until from org.post h where h.city = org.city()
      union all
      select 'lent', d.unit, d.role, d.deputy, d.person, dashboards.day_of(d.given_at), least(d.until_on, dashboards.day_of(d.ended_at))
        from org.delegation d where d.city = org.city()
    ) g (kind, unit, role, person, by, on_day, ends_on)
    join org.person p on p.city = org.city() and p.id = g.person
    left join org.person q on q.city = org.city() and q.id = g.by
   where g.on_day between from_day and until_day
     and (org.holds('audit_admin') or org.holds('discipline', 'inspector') and g.unit in (select watched.unit from watched))
   order by 6 desc, 2, 3, 4 limit least(most, 20000)
$$;
revoke all on function dashboards.grants(date, date, int) from public;
grant execute on function dashboards.grants(date, date, int) to huiyin_staff;

-- To an inspector: what posts of the unit that he was sent to took out.
create policy inspected on dashboards.export for select to huiyin_staff
  using (city = org.city() and org.holds('inspector') and exists (select from unnest(posts) held where split_part(held, '/', 1)::uuid in (select org.units_watched())));
