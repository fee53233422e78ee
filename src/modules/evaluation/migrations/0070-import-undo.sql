-- 整批撤回: what one file brought can be taken back as a whole while nobody can have rated: until then no invitation leaves,
-- and no other push has touched these services. So nothing of it can show whether somebody rated.
create table evaluation.import (
  city text not null,
  id uuid not null,
  -- as its owner called it
  file_name text check (char_length(file_name) between 1 and 120),
  imported_at timestamptz not null,
  -- nobody: from the machine room
  imported_by uuid,
  services int not null check (services > 0),
  links int not null check (links >= 0),
  undo_until timestamptz not null,
  undone_at timestamptz,
  undone_by uuid,
  primary key (city, id)
);
-- The services of one import, and how each stood before; null where it was new. Goes when the import can no longer be undone.
create table evaluation.imported (
  city text not null,
  import uuid not null,
  service uuid not null,
  was jsonb,
  primary key (city, import, service)
);
create index imported_service on evaluation.imported (city, service);

alter table evaluation.import enable row level security;
alter table evaluation.import force row level security;
alter table evaluation.imported enable row level security;
alter table evaluation.imported force row level security;
create policy owner on evaluation.import to huiyin_owner using (true) with check (true);
create policy owner on evaluation.imported to huiyin_owner using (true) with check (true);
create policy known on evaluation.import for select to huiyin_staff using (city = org.city() and org.holds('system_admin', 'audit_admin'));
create policy brought on evaluation.import to huiyin_system using (city = org.city() and org.viewer() = 'import')
  with check (city = org.city() and org.viewer() = 'import' and undone_at is null);
create policy brought on evaluation.imported to huiyin_system using (city = org.city() and org.viewer() = 'import') with check (city = org.city() and org.viewer() = 'import');
create policy forgotten on evaluation.imported to huiyin_system using (city = org.city() and org.viewer() = 'sweep') with check (false);
create policy forgotten on evaluation.import for select to huiyin_system using (city = org.city() and org.viewer() = 'sweep');
grant select on evaluation.import to huiyin_staff;
grant select, insert on evaluation.import to huiyin_system;
grant select, insert, delete on evaluation.imported to huiyin_system;

-- Another push touched these services, and its answer may have held their links: what they were imported by stays.
create function evaluation.close_imports(in_services uuid[], in_but uuid, in_at timestamptz) returns void language sql volatile security definer set search_path = pg_catalog, evaluation
as $$
  update evaluation.import i set undo_until = in_at where i.city = org.city() and org.viewer() in ('key', 'import') and i.id is distinct from in_but and i.undo_until > in_at
    and i.id in (select d.import from evaluation.imported d where d.city = org.city() and d.service = any (in_services))
$$;
revoke all on function evaluation.close_imports(uuid[], uuid, timestamptz) from public;
grant execute on function evaluation.close_imports(uuid[], uuid, timestamptz) to huiyin_system;

-- Takes it back. @returns the digests of the links that are gone; null where it is too late or there is none
create function evaluation.undo_import(in_import uuid, in_by uuid, in_at timestamptz, in_ends text[]) returns bytea[]
  language plpgsql volatile security definer set search_path = pg_catalog, evaluation
as $$
declare
  open uuid;
  digests bytea[];
begin
  if org.viewer() is distinct from 'import' then return null; end if;
  select i.id into open from evaluation.import i where i.city = org.city() and i.id = in_import and i.undone_at is null and i.undo_until > in_at for update;
  if open is null then return null; end if;
  with gone as (
    delete from evaluation.link l using evaluation.imported d where d.city = org.city() and d.import = open and l.city = d.city and l.service = d.service
      and (d.was is null or not d.was->'parties' ? encode(l.party, 'hex')) returning l.digest
  ) select coalesce(array_agg(g.digest), '{}') into digests from gone g;
  delete from evaluation.contact k using evaluation.imported d where d.city = org.city() and d.import = open and k.city = d.city and k.service = d.service
    and (d.was is null or not d.was->'parties' ? encode(k.party, 'hex'));
  -- A case that this import alone had ended is not over.
  delete from evaluation.ended_case e using evaluation.service s, evaluation.imported d
    where d.city = org.city() and d.import = open and s.city = d.city and s.id = d.service and e.city = s.city and e.case_key = s.case_key
      and s.outcome = any (in_ends) and (d.was is null or not d.was->>'outcome' = any (in_ends))
      and not exists (select from evaluation.service o where o.city = s.city and o.case_key = s.case_key and o.outcome = any (in_ends)
        and not exists (select from evaluation.imported x where x.city = o.city and x.import = open and x.service = o.id));
  delete from evaluation.service s using evaluation.imported d where d.city = org.city() and d.import = open and d.was is null and s.city = d.city and s.id = d.service;
  update evaluation.service s set officer = (d.was->>'officer')::uuid, others = array(select jsonb_array_elements_text(d.was->'others')::uuid),
      title = d.was->>'title', outcome = d.was->>'outcome', finished_at = (d.was->>'finished_at')::timestamptz
    from evaluation.imported d where d.city = org.city() and d.import = open and d.was is not null and s.city = d.city and s.id = d.service;
  delete from evaluation.imported d where d.city = org.city() and d.import = open;
  update evaluation.import i set undone_at = in_at, undone_by = in_by where i.city = org.city() and i.id = open;
  return digests;
end $$;
revoke all on function evaluation.undo_import(uuid, uuid, timestamptz, text[]) from public;
grant execute on function evaluation.undo_import(uuid, uuid, timestamptz, text[]) to huiyin_system;
