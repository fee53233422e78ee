-- Units over which a discipline post of the viewer stands: the organ that it is stationed at, and whatever stands below on the
-- discipline line, any number of steps. A post answers for the unit that an edge names and for whatever is part of that unit:
-- one group of a commission does not watch over the organs of another group. Not the viewer's own organ, unless an edge says so.
create function org.units_watched() returns setof uuid
  language sql stable security definer set search_path = pg_catalog
as $$
  with recursive
    place(unit, organ) as (
      select u.id, u.id from org.unit u where u.city = org.city() and u.parent is null
      union select u.id, p.organ from org.unit u join place p on u.parent = p.unit where u.city = org.city()
    ),
    own(unit) as (
      select split_part(h, '/', 1)::uuid from unnest(org.posts()) h where split_part(h, '/', 2) = 'discipline'
      union select u.parent from own o join org.unit u on u.city = org.city() and u.id = o.unit where u.parent is not null
    ),
    below(organ) as (
      select l.organ from own o join org.edge e on e.city = org.city() and e.line = 'discipline' and e.upper = o.unit join place l on l.unit = e.lower
      union
      select l.organ from below b join place u on u.organ = b.organ join org.edge e on e.city = org.city() and e.line = 'discipline' and e.upper = u.unit join place l on l.unit = e.lower
    )
  select p.unit from place p join below b on b.organ = p.organ where org.viewer() = 'person'
$$;
revoke all on function org.units_watched() from public;
grant execute on function org.units_watched() to huiyin_staff;
