-- Who is old, ill, with child or needs somebody to act for them is served first (B6): as long as the matter is open it
-- stands above what is due sooner, in every list of matters alike.
alter table engine.matter add column served_first boolean not null default false;

create or replace function engine.open_matter(opened jsonb, wrapped bytea, seats jsonb, barred uuid[]) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare made uuid;
begin
  if org.viewer() is null or opened->>'city' is distinct from org.city() then
    raise exception 'a matter is opened inside of as(viewer)' using errcode = '42501';
  end if;
  insert into engine.matter (city, id, number, kind, lane, unit, programme, stage, round, opened_at, moved_at, length, source, served_first)
    values (opened->>'city', (opened->>'id')::uuid, opened->>'number', opened->>'kind', opened->>'lane', (opened->>'unit')::uuid, opened->>'programme',
            opened->>'stage', 1, (opened->>'at')::timestamptz, (opened->>'at')::timestamptz, 0, opened->>'source', coalesce((opened->>'first')::boolean, false))
    on conflict (city, source) do nothing returning id into made;
  if made is null then
    return (select m.id from engine.matter m where m.city = opened->>'city' and m.source = opened->>'source');
  end if;
  insert into engine.matter_key (city, matter, wrapped) values (opened->>'city', made, wrapped);
  perform engine.fill_seats(opened->>'city', made, seats, barred);
  perform set_config('huiyin.opening', made::text, true);
  return made;
end $$;

drop function engine.find_matters(jsonb, timestamptz, uuid, int);
create function engine.find_matters(f jsonb, after_due timestamptz, after_id uuid, after_first boolean, most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan
as $$
begin
  if f->'find' is null then
    return query select m.id from engine.visible_rows(f) m
      where after_id is null or (not (m.served_first and m.closed_at is null), m.due_at, m.id) > (not coalesce(after_first, false), after_due, after_id)
      order by not (m.served_first and m.closed_at is null), m.due_at, m.id limit most;
  else
    return query select m.id from engine.rows_found(f) m
      where after_id is null or (not (m.served_first and m.closed_at is null), m.due_at, m.id) > (not coalesce(after_first, false), after_due, after_id)
      order by not (m.served_first and m.closed_at is null), m.due_at, m.id limit most;
  end if;
end $$;
revoke all on function engine.find_matters(jsonb, timestamptz, uuid, boolean, int) from public;
grant execute on function engine.find_matters(jsonb, timestamptz, uuid, boolean, int) to huiyin_staff, huiyin_public, huiyin_system;
