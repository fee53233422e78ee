-- That a case is over bears no time either, and leaves as its neighbours do: marked at one turn, taken away at the next.
-- It stays longer while a service of the case is known or a wish waits for it, since both still ask.
alter table evaluation.ended_case add column old boolean not null default false;
alter table evaluation.forgotten drop constraint forgotten_what_check,
  add constraint forgotten_what_check check (what in ('service', 'contact', 'call_request', 'report_once', 'ended_case', 'turn'));

create or replace function evaluation.forget(in_today date, in_services_before timestamptz, in_turned_before date, in_most int) returns int
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
    reports as (delete from evaluation.report_once r where r.city = org.city() and r.old returning 1),
    cases as (
      delete from evaluation.ended_case e where e.city = org.city() and e.old
        and not exists (select from evaluation.service s where s.city = e.city and s.case_key = e.case_key)
        and not exists (select from evaluation.held_wish h where h.city = e.city and h.waits_for = e.case_key) returning 1
    )
    insert into evaluation.forgotten (city, what, forgotten_on, count)
    select org.city(), n.what, in_today, n.count from (values ('call_request', (select count(*)::int from requests)), ('report_once', (select count(*)::int from reports)), ('ended_case', (select count(*)::int from cases)), ('turn', 0)) n (what, count) where n.count > 0 or n.what = 'turn'
    on conflict on constraint forgotten_pkey do update set count = forgotten.count + excluded.count;
    update evaluation.call_request q set old = true where q.city = org.city() and not q.old;
    update evaluation.report_once r set old = true where r.city = org.city() and not r.old;
    update evaluation.ended_case e set old = true where e.city = org.city() and not e.old;
  end if;
  return services;
end $$;
