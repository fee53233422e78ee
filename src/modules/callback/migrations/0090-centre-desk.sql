-- The callback centre's own desk (中心台): the clocks of every open call that it watches over. No matter's words, no name, no
-- department and no hour: the organ, where it stands, which clock runs out first, and whether a record waits to be completed.

-- One row per open call in which a centre's post of the viewer's has a seat. For the owner's functions alone, which inline it.
create function callback.desk_rows()
  returns table (id uuid, due_at timestamptz, near_at timestamptz, stage text, round int, organ uuid, clock text, returned boolean, returns int, own boolean)
  language sql stable
as $$
  select m.id, m.due_at, m.near_at, m.stage, m.round, engine.organ_of(m.city, m.unit),
    (select c.clock from engine.clock c where c.city = m.city and c.matter = m.id and c.state <> 'stopped' order by c.due_at nulls last, c.clock limit 1),
    coalesce(records.returned > records.completed, false), coalesce(records.returns, 0),
    exists (select from engine.seat s where s.city = m.city and s.matter = m.id and s.seat = 'caller' and s.unit::text || '/' || s.role = any (posts.held)
      and (s.person is null or s.person = org.person()))
  from (select array(select p from unnest(org.posts()) p where split_part(p, '/', 2) = 'callback_centre') as held offset 0) posts,
    engine.matter m
    left join lateral (
      -- What was sent back in an earlier round went with it; how often counts them all.
      select max(t.seq) filter (where t.action = 'return_record' and t.round = m.round) as returned,
             coalesce(max(t.seq) filter (where t.action = 'complete_record' and t.round = m.round), 0) as completed,
             count(*) filter (where t.action = 'return_record')::int as returns
        from engine.trail t where t.city = m.city and t.matter = m.id and t.action in ('return_record', 'complete_record')
    ) records on true
  where org.viewer() = 'person' and m.city = org.city() and m.kind = 'callback' and m.closed_at is null
    and (select true from engine.seat s where s.city = m.city and s.matter = m.id and s.unit::text || '/' || s.role = any (posts.held)
      and (s.person is null or s.person = org.person()) limit 1)
    and m.id not in (select b.matter from engine.barred b where b.city = org.city() and b.person = org.person())
$$;
revoke all on function callback.desk_rows() from public;

-- Nearest due first, so that what is overdue stands above; f: { stage?, clock?, mark?, unit?, returned? }.
create function callback.desk_page(f jsonb, now_at timestamptz, after_due timestamptz, after_id uuid, most int)
  returns table (id uuid, due_at timestamptz, organ uuid, clock text, returned boolean, returns int, own boolean)
  language plpgsql stable security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan
as $$
begin
  return query select r.id, r.due_at, r.organ, r.clock, r.returned, r.returns, r.own from callback.desk_rows() r
    where (f->>'stage' is null or r.stage = f->>'stage')
      and (f->>'clock' is null or r.clock = f->>'clock')
      and (f->>'unit' is null or r.organ = (f->>'unit')::uuid)
      and (f->>'returned' is null or r.returned)
      and case f->>'mark' when 'overdue' then r.due_at <= now_at when 'near' then r.near_at <= now_at and r.due_at > now_at else true end
      and (after_id is null or (r.due_at, r.id) > (after_due, after_id))
    order by r.due_at, r.id limit least(most, 500);
end $$;

-- How many of each, for the figures above the list and for what its filters offer.
create function callback.desk_counts(now_at timestamptz)
  returns table (organ uuid, total int, overdue int, near int, returned int)
  language plpgsql stable security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan
as $$
begin
  return query select r.organ, count(*)::int, count(*) filter (where r.due_at <= now_at)::int,
      count(*) filter (where r.near_at <= now_at and r.due_at > now_at)::int, count(*) filter (where r.returned)::int
    from callback.desk_rows() r group by r.organ;
end $$;

revoke all on function callback.desk_page(jsonb, timestamptz, timestamptz, uuid, int), callback.desk_counts(timestamptz) from public;
grant execute on function callback.desk_page(jsonb, timestamptz, timestamptz, uuid, int), callback.desk_counts(timestamptz) to huiyin_staff;
