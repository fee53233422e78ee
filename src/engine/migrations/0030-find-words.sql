-- Finding by any three signs of a number, by the name of a unit, by the words of a kind or a stage. Compared are only the
-- rows that the viewer's own seats give, gathered first: a matter that he may not see is never read, so neither an answer
-- nor its time can tell of it. No index of words: it would hold every matter's, and a policy could not use it anyway.

-- f: { …, find: { text, number?, kinds: [kind, …], stages: ['<kind> <stage>', …] }, shelled: [kind, …] }. For the owner's functions alone.
create function engine.rows_found(f jsonb) returns setof engine.matter language plpgsql stable set search_path = pg_catalog set plan_cache_mode = force_custom_plan as $$
declare named uuid[]; under uuid[];
begin
  select coalesce(array_agg(u.id), '{}') into named from org.unit u where u.city = org.city() and position(lower(f->'find'->>'text') in lower(u.name)) > 0;
  -- Whose organ is called so, for kinds of which a seat with mere progress is told the organ alone.
  with recursive down as (
    select u.id from org.unit u where u.city = org.city() and u.id = any (named) and (u.kind = 'organ' or u.parent is null)
    union
    select u.id from org.unit u join down on u.city = org.city() and u.parent = down.id where u.kind <> 'organ'
  )
  select coalesce(array_agg(d.id), '{}') into under from down d;
  return query
    with seen as materialized (select m.* from engine.visible_rows(f) m)
    select s.* from seen s
    where position(f->'find'->>'number' in s.number) > 0
      or f->'find'->'kinds' ? s.kind
      or f->'find'->'stages' ? (s.kind || ' ' || s.stage)
      or case when f->'shelled' ? s.kind and (s.unit = any (named) or s.unit = any (under))
           then s.unit = any (case engine.sight(s.city, s.id) when 'progress' then under else named end)
           else s.unit = any (named) end;
end $$;
revoke all on function engine.rows_found(jsonb) from public;

create or replace function engine.find_matters(f jsonb, after_due timestamptz, after_id uuid, most int) returns setof uuid
  language plpgsql stable security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan
as $$
begin
  if f->'find' is null then
    return query select m.id from engine.visible_rows(f) m
      where after_id is null or (m.due_at, m.id) > (after_due, after_id)
      order by m.due_at, m.id limit most;
  else
    return query select m.id from engine.rows_found(f) m
      where after_id is null or (m.due_at, m.id) > (after_due, after_id)
      order by m.due_at, m.id limit most;
  end if;
end $$;

create or replace function engine.count_matters(f jsonb, by_columns text[], at timestamptz)
  returns table (kind text, lane text, unit uuid, stage text, ending text, round int, mark text, count int)
  language plpgsql stable security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan
as $$
begin
  if f->'find' is null then
    return query select
      case when 'kind' = any (by_columns) then m.kind end, case when 'lane' = any (by_columns) then m.lane end,
      case when 'unit' = any (by_columns) then m.unit end, case when 'stage' = any (by_columns) then m.stage end,
      case when 'ending' = any (by_columns) then m.ending end, case when 'round' = any (by_columns) then m.round end,
      case when 'mark' = any (by_columns) then case when m.due_at <= at then 'overdue' when m.near_at <= at then 'near' else 'in_time' end end,
      count(*)::int
    from engine.visible_rows(f) m group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 5, 6, 7;
  else
    return query select
      case when 'kind' = any (by_columns) then m.kind end, case when 'lane' = any (by_columns) then m.lane end,
      case when 'unit' = any (by_columns) then m.unit end, case when 'stage' = any (by_columns) then m.stage end,
      case when 'ending' = any (by_columns) then m.ending end, case when 'round' = any (by_columns) then m.round end,
      case when 'mark' = any (by_columns) then case when m.due_at <= at then 'overdue' when m.near_at <= at then 'near' else 'in_time' end end,
      count(*)::int
    from engine.rows_found(f) m group by 1, 2, 3, 4, 5, 6, 7 order by 1, 2, 3, 4, 5, 6, 7;
  end if;
end $$;
