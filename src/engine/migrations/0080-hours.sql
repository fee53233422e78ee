-- Whose opening hours a clock in office hours follows (B1): the room's own name of a window, which its settings explain.
-- Chosen once, at the opening; a matter without one follows the city's office hours.
alter table engine.matter add column hours_of text;

create or replace function engine.open_matter(opened jsonb, wrapped bytea, seats jsonb, barred uuid[]) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog
as $$
declare made uuid;
begin
  if org.viewer() is null or opened->>'city' is distinct from org.city() then
    raise exception 'a matter is opened inside of as(viewer)' using errcode = '42501';
  end if;
  insert into engine.matter (city, id, number, kind, lane, unit, programme, stage, round, opened_at, moved_at, length, source, served_first, hours_of)
    values (opened->>'city', (opened->>'id')::uuid, opened->>'number', opened->>'kind', opened->>'lane', (opened->>'unit')::uuid, opened->>'programme',
            opened->>'stage', 1, (opened->>'at')::timestamptz, (opened->>'at')::timestamptz, 0, opened->>'source',
            coalesce((opened->>'first')::boolean, false), opened->>'hoursOf')
    on conflict (city, source) do nothing returning id into made;
  if made is null then
    return (select m.id from engine.matter m where m.city = opened->>'city' and m.source = opened->>'source');
  end if;
  insert into engine.matter_key (city, matter, wrapped) values (opened->>'city', made, wrapped);
  perform engine.fill_seats(opened->>'city', made, seats, barred);
  perform set_config('huiyin.opening', made::text, true);
  return made;
end $$;
