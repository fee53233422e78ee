-- 机构名册: what one administrator alone may keep, because it gives nobody a power or a sight: names and addresses, windows
-- and their codes, the roster of those who lead anyway. What gives either is kept by two (0041).
alter table org.unit add column address text check (length(address) between 2 and 120);
revoke update on org.unit from huiyin_staff;
grant update (name, address) on org.unit to huiyin_staff;

-- A window stays at its unit; one that moves is another one, with a code of its own.
revoke update on org.service_window from huiyin_staff;
grant update (name, line, closed_on) on org.service_window to huiyin_staff;

-- The organ that a unit is part of.
create function org.organ_of(place uuid) returns uuid language sql stable parallel safe as $$
  with recursive up(unit, parent) as (
    select u.id, u.parent from org.unit u where u.city = org.city() and u.id = place
    union select u.id, u.parent from up join org.unit u on u.city = org.city() and u.id = up.parent
  ) select up.unit from up where up.parent is null
$$;

-- Who leads at an organ on these days, by a post of his own.
create function org.leads_at(who uuid, place uuid, from_day date, until_day date) returns boolean language sql stable parallel safe as $$
  select exists (select from org.post h where h.city = org.city() and h.person = who and h.role in ('leader', 'deputy_head', 'head')
    and h.held_from <= from_day and (h.held_until is null or h.held_until >= until_day) and org.organ_of(h.unit) = org.organ_of(place))
$$;

-- 值班表: a watch gives nobody what he has not by day: it is kept by somebody who leads at the organ. Nobody enters himself.
-- A watch is not rewritten: whoever was on duty stays so.
drop policy entered on org.duty;
drop policy changed on org.duty;
drop policy removed on org.duty;
create policy entered on org.duty for insert to huiyin_staff with check (city = org.city() and org.holds('system_admin') and person <> org.person()
  and org.leads_at(person, unit, (from_at at time zone 'Asia/Shanghai')::date, (until_at at time zone 'Asia/Shanghai')::date));
create policy removed on org.duty for delete to huiyin_staff using (city = org.city() and org.holds('system_admin') and person <> org.person());
revoke update on org.duty from huiyin_staff;
