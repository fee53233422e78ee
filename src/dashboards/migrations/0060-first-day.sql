-- 第一天清单: what whoever runs the system decided not to do, and why. Nothing else of the list is kept: it reads what is.
create table dashboards.first_day_aside (
  city text not null,
  item text not null check (item in ('windows', 'services', 'programme', 'sms')),
  person uuid not null,
  why text not null check (char_length(why) between 4 and 200),
  set_on date not null,
  primary key (city, item),
  foreign key (city, person) references org.person (city, id)
);
alter table dashboards.first_day_aside enable row level security;
alter table dashboards.first_day_aside force row level security;
create policy owner on dashboards.first_day_aside to huiyin_owner using (true) with check (true);
create policy shown on dashboards.first_day_aside for select to huiyin_staff using (city = org.city() and org.holds('system_admin', 'security_admin', 'audit_admin'));
create policy set_aside on dashboards.first_day_aside for insert to huiyin_staff with check (city = org.city() and org.holds('system_admin') and person = org.person());
create policy taken_up on dashboards.first_day_aside for delete to huiyin_staff using (city = org.city() and org.holds('system_admin'));
grant select, insert, delete on dashboards.first_day_aside to huiyin_staff;

-- How far a city has come, in counts of what its administrators set up; nothing of a matter, a rating or a citizen. What only
-- the security administrator may know of accounts and keys is null for the other two.
create function dashboards.first_day(day date)
  returns table (departments int, leaderless int, callers int, accountless int, unused int, administrators int, unsecured int, secured boolean,
    windows int, service_keys int, adopted boolean)
  language sql stable security definer set search_path = pg_catalog
as $$
  with post as materialized (
    select h.unit, h.role, h.person from org.post h
     where h.city = org.city() and h.held_from <= day and (h.held_until is null or h.held_until >= day)
  ), factor as materialized (
    select distinct a.person from org.second_factor f join org.account a on a.city = f.city and a.id = f.account
     where f.city = org.city() and f.confirmed_at is not null
  ), department as materialized (
    select u.id from org.unit u where u.city = org.city() and u.kind = 'department' and u.closed_on is null
  ), caller as materialized (
    select distinct post.person from post where post.role in ('leader', 'deputy_head', 'head', 'callback_centre', 'supervisor', 'discipline')
  ), administrator as materialized (
    select distinct post.person from post where post.role in ('system_admin', 'security_admin', 'audit_admin')
  ), security as (select org.holds('security_admin') as holds)
  select
    (select count(*)::int from department),
    (select count(*)::int from department where not exists (select from post where post.unit = department.id and post.role = 'leader')),
    (select count(*)::int from caller),
    case when security.holds then (select count(*)::int from caller where not exists (select from org.account a where a.city = org.city() and a.person = caller.person)) end,
    case when security.holds then (select count(*)::int from caller where exists (select from org.account a where a.city = org.city() and a.person = caller.person and a.must_change)) end,
    case when security.holds then (select count(*)::int from administrator) end,
    case when security.holds then (select count(*)::int from administrator where not exists (select from factor where factor.person = administrator.person)) end,
    exists (select from factor where factor.person = org.person()),
    (select count(*)::int from org.service_window w where w.city = org.city() and w.closed_on is null),
    case when security.holds then (select count(*)::int from org.api_key k where k.city = org.city() and k.revoked_at is null and 'services' = any (k.scopes)) end,
    exists (select from org.programme_adoption a where a.city = org.city() and a.way = 'screen' and a.approved_at is not null and a.withdrawn_at is null and a.from_on <= day)
  from security where org.holds('system_admin', 'security_admin', 'audit_admin')
$$;
revoke all on function dashboards.first_day(date) from public;
grant execute on function dashboards.first_day(date) to huiyin_staff;
