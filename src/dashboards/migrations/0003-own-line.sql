-- The desk of the discipline organ, narrowed: own line only, whole days only, and in an order that says nothing of the hour.
-- An instant of a wish is the instant of a rating; laid beside a window's log it names the visitor.
drop function dashboards.numbers_opened(timestamptz, int);
drop function dashboards.closed_without_contact(timestamptz, int);
drop function dashboards.routed_around(timestamptz, int);
drop function dashboards.rungs_missed(timestamptz, timestamptz, int);

create function dashboards.day_of(at timestamptz) returns date language sql immutable set search_path = pg_catalog
as $$ select (at at time zone 'Asia/Shanghai')::date $$;

-- Every opening of a citizen's number: which post and person, for which of the two contacts, on which day. No matter is named.
create function dashboards.numbers_opened(since timestamptz, most int)
  returns table (unit uuid, role text, person_name text, purpose text, on_day date)
  language sql stable security definer set search_path = pg_catalog
as $$
  with watched as materialized (select w.unit from org.units_watched() w (unit))
  select t.unit, t.role, p.name, case when t.stage = 'awaiting_second_contact' then 'second_contact' else 'first_call' end, dashboards.day_of(t.at)
    from engine.trail t
    join engine.matter m on m.city = t.city and m.id = t.matter
    left join org.person p on p.city = t.city and p.id = t.person
   where org.holds('discipline', 'inspector') and t.city = org.city() and t.action = 'open_number' and t.at >= since
     and m.unit in (select watched.unit from watched) and dashboards.watches(m.city, m.id, m.lane, m.unit)
   order by 5 desc, 1, 3, 4 limit least(most, 20000)
$$;

-- For the audit administrator, who stands beside everybody: how many openings a day in the whole city; no unit, no post, no person.
create function dashboards.openings_by_day(since timestamptz) returns table (on_day date, count int)
  language sql stable security definer set search_path = pg_catalog
as $$
  select dashboards.day_of(t.at), count(*)::int
    from engine.trail t join engine.matter m on m.city = t.city and m.id = t.matter
   where org.holds('audit_admin') and t.city = org.city() and t.action = 'open_number' and t.at >= since
     and dashboards.watches(m.city, m.id, m.lane, m.unit)
   group by 1 order by 1 desc
$$;

-- Calls that ended although nobody had ever spoken with the citizen. A handed-over one has gone to discipline itself.
create function dashboards.closed_without_contact(since timestamptz, most int) returns table (unit uuid, ending text, on_day date)
  language sql stable security definer set search_path = pg_catalog
as $$
  with watched as materialized (select w.unit from org.units_watched() w (unit))
  select m.unit, m.ending, dashboards.day_of(m.closed_at)
    from engine.matter m
   where org.holds('discipline', 'inspector') and m.city = org.city() and m.kind = 'callback' and m.closed_at is not null and m.closed_at >= since and m.ending <> 'handed_over'
     and not exists (select from engine.trail t where t.city = m.city and t.matter = m.id and t.action in ('record_call', 'record_second_contact', 'text_first'))
     and m.unit in (select watched.unit from watched) and dashboards.watches(m.city, m.id, m.lane, m.unit)
   order by 3 desc, 1, 2 limit least(most, 20000)
$$;

-- Who leads the unit and yet was kept away from its call. Not why: whether rated or kin is content. When is the citizen's own
-- act, so that its week is told and no day.
create function dashboards.routed_around(since timestamptz, most int) returns table (unit uuid, role text, person_name text, week_of date)
  language sql stable security definer set search_path = pg_catalog
as $$
  with watched as materialized (select w.unit from org.units_watched() w (unit))
  select h.unit, h.role, p.name, date_trunc('week', dashboards.day_of(m.opened_at)::timestamp)::date
    from engine.matter m
    join engine.barred b on b.city = m.city and b.matter = m.id
    join org.post h on h.city = m.city and h.unit = m.unit and h.person = b.person and h.role = 'leader' and h.deputy = 0
      and dashboards.day_of(m.opened_at) between h.held_from and coalesce(h.held_until, 'infinity')
    join org.person p on p.city = b.city and p.id = b.person
   where org.holds('discipline', 'inspector') and m.city = org.city() and m.kind = 'callback' and m.opened_at >= since
     and m.unit in (select watched.unit from watched) and dashboards.watches(m.city, m.id, m.lane, m.unit)
   order by 4 desc, 1, 3 limit least(most, 20000)
$$;

-- Rungs that came after their clock had stopped, and those that nothing has climbed although their time was an hour ago.
create function dashboards.rungs_missed(now_at timestamptz, since timestamptz, most int)
  returns table (unit uuid, does text, clock text, due_on date)
  language sql stable security definer set search_path = pg_catalog
as $$
  with watched as materialized (select w.unit from org.units_watched() w (unit))
  select missed.unit, missed.does, missed.clock, missed.due_on from (
    select m.unit, t.effect -> 'rung' ->> 'do', t.effect -> 'rung' ->> 'clock', c.due_on, dashboards.day_of(t.at)
      from engine.trail t
      join engine.matter m on m.city = t.city and m.id = t.matter
      left join engine.clock c on c.city = t.city and c.matter = t.matter and c.clock = t.effect -> 'rung' ->> 'clock' and c.run = (t.effect -> 'rung' ->> 'run')::int
     where org.holds('discipline', 'inspector') and t.city = org.city() and t.action = 'ladder' and t.effect -> 'rung' ->> 'afterStop' = 'true' and t.at >= since
       and m.unit in (select watched.unit from watched) and dashboards.watches(m.city, m.id, m.lane, m.unit)
    union all
    select m.unit, null, null, dashboards.day_of(m.next_rung_at), dashboards.day_of(m.next_rung_at)
      from engine.matter m
     where org.holds('discipline', 'inspector') and m.city = org.city() and m.next_rung_at <= now_at - interval '1 hour'
       and m.unit in (select watched.unit from watched) and dashboards.watches(m.city, m.id, m.lane, m.unit)
  ) missed (unit, does, clock, due_on, on_day) order by missed.on_day desc, 1, 2, 3, 4 limit least(most, 20000)
$$;

revoke all on function dashboards.day_of(timestamptz), dashboards.numbers_opened(timestamptz, int), dashboards.openings_by_day(timestamptz),
  dashboards.closed_without_contact(timestamptz, int), dashboards.routed_around(timestamptz, int), dashboards.rungs_missed(timestamptz, timestamptz, int) from public;
grant execute on function dashboards.numbers_opened(timestamptz, int), dashboards.openings_by_day(timestamptz), dashboards.closed_without_contact(timestamptz, int),
  dashboards.routed_around(timestamptz, int), dashboards.rungs_missed(timestamptz, timestamptz, int) to huiyin_staff;

-- Changes before release: released figures, for the line of whoever asks.
create or replace view dashboards.changes_by_unit with (security_invoker = true) as
  select city, unit, sum(changed + withdrawn)::int as count from evaluation.released_change
   where unit in (select org.units_watched()) group by city, unit;
