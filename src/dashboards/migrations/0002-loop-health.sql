-- The loop-health counts over whatever the viewer sees. The policy of engine.matter asks row by row (25 µs), which over a
-- city's open matters is a second; here, as in engine/0002, what is visible is found in one statement. A property
-- test compares it with the plain policy.
create index clock_running_due on engine.clock (city, due_at) where state = 'running';
-- The seats of one matter without their heap.
drop index engine.seat_matter;
create index seat_matter on engine.seat (city, matter) include (unit, role, person, sight);

-- Every matter that the wanted count (null: any of them) counts and the viewer sees, with what it is counted for. For the owner's functions alone.
-- The policy's rule for a person is asked of each counted matter by index alone, written out twice: as a function of its own it
-- would be called row by row, as a join it would read all seats of a post that sees a whole city.
-- An overdue matter is still open, so its own due time, the nearest of its clocks, has passed too.
create function dashboards.loop_rows(wanted text, now_at timestamptz)
  returns table (id uuid, due_at timestamptz, call_overdue boolean, repair_overdue boolean, second_contact_missing boolean, said_unsolved boolean, in_new_round boolean)
  language sql stable
as $$
  with late as materialized (
    select c.matter, bool_or(c.clock = 'call_within') as call, bool_or(c.clock <> 'call_within') as repair
      from engine.clock c
     where c.city = org.city() and c.state = 'running' and c.due_at <= now_at and c.clock in ('call_within', 'rectify_within', 'plan_within', 'repair_within', 'order_within')
       and (wanted is null or wanted in ('call_overdue', 'repair_overdue'))
     group by c.matter
  ), counted as materialized (
    select m.id, m.due_at, m.lane, true as open, m.kind, m.stage, m.round, m.ending, coalesce(l.call, false) as call, coalesce(l.repair, false) as repair
      from engine.matter m left join late l on l.matter = m.id
     where m.city = org.city() and m.kind in ('callback', 'repair', 'order') and m.closed_at is null
       and case wanted when 'second_contact_missing' then m.stage = 'awaiting_second_contact' when 'said_unsolved' then m.round > 1 when 'in_new_round' then m.round > 1
         when 'call_overdue' then l.matter is not null when 'repair_overdue' then l.matter is not null else m.round > 1 or m.stage = 'awaiting_second_contact' or l.matter is not null end
    union all
    select m.id, m.due_at, m.lane, false, m.kind, m.stage, m.round, m.ending, false, false from engine.matter m
     where m.city = org.city() and (m.round > 1 or m.ending = 'unsolved') and m.kind = 'callback' and m.closed_at is not null
       and m.ending not in ('solved', 'partly_solved', 'withdrawn', 'handed_over') and (wanted is null or wanted = 'said_unsolved')
  )
  select m.id, m.due_at,
    m.kind = 'callback' and m.call,
    m.repair,
    m.open and m.kind = 'callback' and m.stage = 'awaiting_second_contact',
    -- Her last word is a no: silence or an explanation afterwards does not take it back, her own yes or withdrawal does.
    m.kind = 'callback' and (m.round > 1 or m.ending = 'unsolved'),
    m.open and m.round > 1
  from counted m, (select org.posts() as held offset 0) posts
  where org.viewer() = 'person'
    and (select true from engine.seat s
      where s.city = org.city() and s.matter = m.id and s.unit::text || '/' || s.role = any (posts.held)
        and (s.person is null or s.person = org.person())
        and (m.lane <> 'accusation' or (s.role = 'discipline' and s.sight = 'full')) limit 1)
    and m.id not in (select b.matter from engine.barred b where b.city = org.city() and b.person = org.person())
$$;
revoke all on function dashboards.loop_rows(text, timestamptz) from public;

create function dashboards.count_loops(now_at timestamptz)
  returns table (call_overdue int, repair_overdue int, second_contact_missing int, said_unsolved int, in_new_round int)
  language plpgsql stable security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan
as $$
begin
  return query select count(*) filter (where r.call_overdue)::int, count(*) filter (where r.repair_overdue)::int, count(*) filter (where r.second_contact_missing)::int,
      count(*) filter (where r.said_unsolved)::int, count(*) filter (where r.in_new_round)::int
    from dashboards.loop_rows(null, now_at) r;
end $$;

-- Nearest due first, then by id.
create function dashboards.list_loop(wanted text, now_at timestamptz, after_due timestamptz, after_id uuid, most int) returns table (id uuid, due_at timestamptz)
  language plpgsql stable security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan
as $$
begin
  -- In the order of their own index, as far as one page.
  if wanted in ('said_unsolved', 'in_new_round') then
    return query select m.id, m.due_at from engine.matter m, (select org.posts() as held offset 0) posts
      where org.viewer() = 'person' and m.city = org.city() and (m.round > 1 or m.ending = 'unsolved') and (after_id is null or (m.due_at, m.id) > (after_due, after_id))
        and case wanted when 'in_new_round' then m.round > 1 and m.closed_at is null and m.kind in ('callback', 'repair')
          else m.kind = 'callback' and (m.ending is null or m.ending not in ('solved', 'partly_solved', 'withdrawn', 'handed_over')) end
        and (select true from engine.seat s
          where s.city = org.city() and s.matter = m.id and s.unit::text || '/' || s.role = any (posts.held)
            and (s.person is null or s.person = org.person())
            and (m.lane <> 'accusation' or (s.role = 'discipline' and s.sight = 'full')) limit 1)
        and m.id not in (select b.matter from engine.barred b where b.city = org.city() and b.person = org.person())
      order by m.due_at, m.id limit least(most, 500);
    return;
  end if;
  return query select r.id, r.due_at from dashboards.loop_rows(wanted, now_at) r
    where case wanted when 'call_overdue' then r.call_overdue when 'repair_overdue' then r.repair_overdue when 'second_contact_missing' then r.second_contact_missing
        else false end
      and (after_id is null or (r.due_at, r.id) > (after_due, after_id))
    order by r.due_at, r.id limit least(most, 500);
end $$;

revoke all on function dashboards.count_loops(timestamptz), dashboards.list_loop(text, timestamptz, timestamptz, uuid, int) from public;
grant execute on function dashboards.count_loops(timestamptz), dashboards.list_loop(text, timestamptz, timestamptz, uuid, int) to huiyin_staff;
