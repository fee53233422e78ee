-- 检查人员: somebody from outside who reads for some days. He holds nothing else meanwhile, and it ends by itself.
alter table org.post drop constraint post_role_check;
alter table org.post add constraint post_role_check
  check (role in ('officer', 'clerk', 'leader', 'deputy_head', 'head', 'callback_centre', 'supervisor', 'discipline', 'system_admin', 'security_admin', 'audit_admin', 'inspector'));
alter table org.post add constraint inspector_ends check (role <> 'inspector' or held_until is not null and held_until <= held_from + 180);

create function org.keep_inspectors_apart() returns trigger language plpgsql as $$
begin
  if exists (
    select from org.post p
    where p.city = new.city and p.person = new.person and p.id <> new.id and (p.role = 'inspector') <> (new.role = 'inspector')
      and daterange(p.held_from, p.held_until, '[]') && daterange(new.held_from, new.held_until, '[]')
  ) then
    raise exception 'an inspector comes from outside' using errcode = '23514', constraint = 'inspector_apart';
  end if;
  return new;
end $$;
create trigger inspector_apart before insert or update on org.post for each row execute function org.keep_inspectors_apart();

-- The same for an inspector: the unit that he was sent to, and whatever is part of it.
create or replace function org.units_watched() returns setof uuid
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
    ),
    inspected(unit) as (
      select split_part(h, '/', 1)::uuid from unnest(org.posts()) h where split_part(h, '/', 2) = 'inspector'
      union select u.id from inspected i join org.unit u on u.city = org.city() and u.parent = i.unit
    )
  select p.unit from place p join below b on b.organ = p.organ where org.viewer() = 'person'
  union select i.unit from inspected i join place p on p.unit = i.unit where org.viewer() = 'person'
$$;
