-- What has served its purpose goes: the record of a service, and what keeps a second wish or report from being passed on.
-- The rows of the latter carry no time, and get none: they are marked old at one turn and
-- taken away at the next, so that each stays between one period and two.
alter table evaluation.call_request add column old boolean not null default false;
alter table evaluation.report_once add column old boolean not null default false;
create index service_finished on evaluation.service (city, finished_at);

-- Nothing goes silently: what kind, on which day, how many. Never of whom, which unit or which week.
create table evaluation.forgotten (
  city text not null,
  what text not null check (what in ('service', 'contact', 'call_request', 'report_once', 'turn')),
  forgotten_on date not null,
  count int not null check (count >= 0),
  primary key (city, what, forgotten_on)
);
alter table evaluation.forgotten enable row level security;
alter table evaluation.forgotten force row level security;
create policy owner on evaluation.forgotten to huiyin_owner using (true) with check (true);
create policy watched on evaluation.forgotten for select to huiyin_staff using (city = org.city() and org.holds('audit_admin'));
grant select on evaluation.forgotten to huiyin_staff;

-- A service leaves only when its links are gone, which they are once their week is released. Pushed again it cannot be by
-- then: agencies are refused what ended longer ago than a quarter.
create function evaluation.forget(in_today date, in_services_before timestamptz, in_turned_before date, in_most int) returns int
  language plpgsql volatile security definer set search_path = pg_catalog, evaluation
as $$
declare
  services int;
begin
  if org.viewer() is distinct from 'sweep' then return 0; end if;
  perform pg_advisory_xact_lock(hashtextextended('evaluation.forget ' || org.city(), 0));
  with gone as (
    select s.id from evaluation.service s where s.city = org.city() and s.finished_at < in_services_before
      and not exists (select from evaluation.link l where l.city = s.city and l.service = s.id) order by s.finished_at limit in_most
  ), contacts as (delete from evaluation.contact k using gone where k.city = org.city() and k.service = gone.id returning 1),
  taken as (delete from evaluation.service s using gone where s.city = org.city() and s.id = gone.id returning 1),
  noted as (
    insert into evaluation.forgotten (city, what, forgotten_on, count)
    select org.city(), n.what, in_today, n.count from (values ('service', (select count(*)::int from taken)), ('contact', (select count(*)::int from contacts))) n (what, count) where n.count > 0
    on conflict on constraint forgotten_pkey do update set count = forgotten.count + excluded.count
  )
  select count(*)::int into services from taken;
  if not exists (select from evaluation.forgotten f where f.city = org.city() and f.what = 'turn' and f.forgotten_on > in_turned_before) then
    with requests as (delete from evaluation.call_request q where q.city = org.city() and q.old returning 1),
    reports as (delete from evaluation.report_once r where r.city = org.city() and r.old returning 1)
    insert into evaluation.forgotten (city, what, forgotten_on, count)
    select org.city(), n.what, in_today, n.count from (values ('call_request', (select count(*)::int from requests)), ('report_once', (select count(*)::int from reports)), ('turn', 0)) n (what, count) where n.count > 0 or n.what = 'turn'
    on conflict on constraint forgotten_pkey do update set count = forgotten.count + excluded.count;
    update evaluation.call_request q set old = true where q.city = org.city() and not q.old;
    update evaluation.report_once r set old = true where r.city = org.city() and not r.old;
  end if;
  return services;
end $$;
revoke all on function evaluation.forget(date, timestamptz, date, int) from public;
grant execute on function evaluation.forget(date, timestamptz, date, int) to huiyin_system;
