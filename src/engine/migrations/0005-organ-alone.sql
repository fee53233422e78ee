-- Of some kinds (their flow says `shell: 'organ'`) a seat with mere progress is told the organ alone: a department and a
-- day may name one visitor.
create function engine.organ_of(in_city text, in_unit uuid) returns uuid
  language sql stable set search_path = pg_catalog
as $$
  with recursive up as (
    select u.id, u.parent, u.kind, 0 as step from org.unit u where u.city = in_city and u.id = in_unit
    union all
    select u.id, u.parent, u.kind, up.step + 1 from up join org.unit u on u.city = in_city and u.id = up.parent where up.kind <> 'organ' and up.step < 20
  )
  select id from up order by step desc limit 1
$$;
revoke all on function engine.organ_of(text, uuid) from public;
grant execute on function engine.organ_of(text, uuid) to huiyin_staff, huiyin_public, huiyin_system;

-- As in 0002, but that a list of such a kind is narrowed to a department only for whoever sees its matters in full.
-- f: { …, shelled?: [kind, …] }
create or replace function engine.visible_rows(f jsonb) returns setof engine.matter language sql stable as $$
  select m.* from (
    select m.* from engine.matter m
    where org.viewer() = 'person' and m.city = org.city()
      and exists (
        select from engine.seat s
        where s.city = m.city and s.matter = m.id
          and (s.unit, s.role) in (select split_part(p, '/', 1)::uuid, split_part(p, '/', 2) from unnest(org.posts()) p)
          and (s.person is null or s.person = org.person())
          and (m.lane <> 'accusation' or (s.role = 'discipline' and s.sight = 'full'))
          and (f->'turns' is null or m.kind || ' ' || m.stage || ' ' || s.seat in (select jsonb_array_elements_text(f->'turns')))
          and (f->>'unit' is null or f->'shelled' is null or s.sight = 'full' or m.kind not in (select jsonb_array_elements_text(f->'shelled'))
            or engine.organ_of(m.city, m.unit) = (f->>'unit')::uuid))
      and not exists (select from engine.barred b where b.city = m.city and b.matter = m.id and b.person = org.person())
    union all
    select m.* from engine.matter m
    where m.city = org.city() and (org.is_system() or (org.viewer() = 'citizen' and m.id = org.matter())) and f->'turns' is null
  ) m
  where (f->>'kind' is null or m.kind = f->>'kind')
    and (f->'stages' is null or m.stage in (select jsonb_array_elements_text(f->'stages')))
    and (f->>'unit' is null or m.unit = (f->>'unit')::uuid
      or (f->'shelled' is not null and m.kind in (select jsonb_array_elements_text(f->'shelled')) and not org.is_system() and engine.organ_of(m.city, m.unit) = (f->>'unit')::uuid))
    and (f->>'open' is null or (m.closed_at is null) = (f->>'open')::boolean)
    and (f->>'number' is null or starts_with(m.number, f->>'number'))
    and (f->>'dueBy' is null or m.due_at <= (f->>'dueBy')::timestamptz)
    and (f->>'dueAfter' is null or m.due_at > (f->>'dueAfter')::timestamptz)
    and (f->>'nearBy' is null or m.near_at <= (f->>'nearBy')::timestamptz)
$$;
