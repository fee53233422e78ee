-- What boards read across matters. Boards own no matter and no row; they own the few functions below, and indexes for
-- what they ask.
create schema dashboards;
grant usage on schema dashboards to huiyin_staff;

create index matter_in_stage on engine.matter (city, kind, stage) where closed_at is null;
create index matter_said_no on engine.matter (city, due_at, id) where round > 1 or ending = 'unsolved';
create index matter_closed on engine.matter (city, kind, closed_at) where closed_at is not null;
create index trail_number_opened on engine.trail (city, at) where action = 'open_number';
create index trail_rung_missed on engine.trail (city, at) where action = 'ladder' and effect -> 'rung' ->> 'afterStop' = 'true';

-- Whether the viewer may watch over a matter without a seat in it: never the sealed lane, never as somebody barred, and
-- never as somebody of the rated side, whatever else he is. Asked by the functions below, with their owner's rights.
create function dashboards.watches(in_city text, in_matter uuid, lane text, unit uuid) returns boolean
  language sql stable set search_path = pg_catalog
as $$
  select lane <> 'accusation'
    and not exists (select from engine.barred b where b.city = in_city and b.matter = in_matter and b.person = org.person())
    and not org.posts() && array[unit::text || '/officer', unit::text || '/clerk', unit::text || '/leader']
$$;
revoke all on function dashboards.watches(text, uuid, text, uuid) from public;

-- Every opening of a citizen's number: which post and person, for which of the two contacts, when. No matter is named.
-- The purpose is read from the stage in which the number was opened; what was recorded stays sealed.
create function dashboards.numbers_opened(since timestamptz, most int)
  returns table (action text, unit uuid, role text, person_name text, purpose text, at timestamptz)
  language sql stable security definer set search_path = pg_catalog
as $$
  select t.action, t.unit, t.role, p.name, case when t.stage = 'awaiting_second_contact' then 'second_contact' else 'first_call' end, t.at
    from engine.trail t
    join engine.matter m on m.city = t.city and m.id = t.matter
    left join org.person p on p.city = t.city and p.id = t.person
   where org.holds('discipline', 'audit_admin') and t.city = org.city() and t.action = 'open_number' and t.at >= since
     and dashboards.watches(m.city, m.id, m.lane, m.unit)
   order by t.at desc, t.matter, t.seq limit least(most, 500)
$$;

-- Calls that ended although nobody had ever spoken with the citizen. A handed-over one has gone to discipline itself.
create function dashboards.closed_without_contact(since timestamptz, most int) returns table (unit uuid, ending text, at timestamptz)
  language sql stable security definer set search_path = pg_catalog
as $$
  select m.unit, m.ending, m.closed_at
    from engine.matter m
   where org.holds('discipline') and m.city = org.city() and m.kind = 'callback' and m.closed_at is not null and m.closed_at >= since and m.ending <> 'handed_over'
     and not exists (select from engine.trail t where t.city = m.city and t.matter = m.id and t.action in ('record_call', 'record_second_contact'))
     and dashboards.watches(m.city, m.id, m.lane, m.unit)
   order by m.closed_at desc, m.id limit least(most, 500)
$$;

-- Who leads the unit and yet was kept away from its call. Not why: whether rated or kin is content.
create function dashboards.routed_around(since timestamptz, most int) returns table (unit uuid, role text, person_name text, at timestamptz)
  language sql stable security definer set search_path = pg_catalog
as $$
  select h.unit, h.role, p.name, m.opened_at
    from engine.matter m
    join engine.barred b on b.city = m.city and b.matter = m.id
    join org.post h on h.city = m.city and h.unit = m.unit and h.person = b.person and h.role = 'leader' and h.deputy = 0
      and (m.opened_at at time zone 'Asia/Shanghai')::date between h.held_from and coalesce(h.held_until, 'infinity')
    join org.person p on p.city = b.city and p.id = b.person
   where org.holds('discipline') and m.city = org.city() and m.kind = 'callback' and m.opened_at >= since
     and dashboards.watches(m.city, m.id, m.lane, m.unit)
   order by m.opened_at desc, m.id, p.name limit least(most, 500)
$$;

-- Rungs that came after their clock had stopped, and those that nothing has climbed although their time was an hour ago.
create function dashboards.rungs_missed(now_at timestamptz, since timestamptz, most int)
  returns table (unit uuid, does text, clock text, due_on date, at timestamptz)
  language sql stable security definer set search_path = pg_catalog
as $$
  select * from (
    select m.unit, t.effect -> 'rung' ->> 'do', t.effect -> 'rung' ->> 'clock', c.due_on, t.at
      from engine.trail t
      join engine.matter m on m.city = t.city and m.id = t.matter
      left join engine.clock c on c.city = t.city and c.matter = t.matter and c.clock = t.effect -> 'rung' ->> 'clock' and c.run = (t.effect -> 'rung' ->> 'run')::int
     where org.holds('discipline') and t.city = org.city() and t.action = 'ladder' and t.effect -> 'rung' ->> 'afterStop' = 'true' and t.at >= since
       and dashboards.watches(m.city, m.id, m.lane, m.unit)
    union all
    select m.unit, null, null, (m.next_rung_at at time zone 'Asia/Shanghai')::date, m.next_rung_at
      from engine.matter m
     where org.holds('discipline') and m.city = org.city() and m.next_rung_at <= now_at - interval '1 hour'
       and dashboards.watches(m.city, m.id, m.lane, m.unit)
  ) missed (unit, does, clock, due_on, at) order by missed.at desc limit least(most, 500)
$$;

revoke all on function dashboards.numbers_opened(timestamptz, int), dashboards.closed_without_contact(timestamptz, int),
  dashboards.routed_around(timestamptz, int), dashboards.rungs_missed(timestamptz, timestamptz, int) from public;
grant execute on function dashboards.numbers_opened(timestamptz, int), dashboards.closed_without_contact(timestamptz, int),
  dashboards.routed_around(timestamptz, int), dashboards.rungs_missed(timestamptz, timestamptz, int) to huiyin_staff;

-- How often ratings were changed or withdrawn, by unit, as they were released: a view of the asking person's own rights.
create view dashboards.changes_by_unit with (security_invoker = true) as
  select city, unit, sum(changed + withdrawn)::int as count from evaluation.released_change group by city, unit;
grant select on dashboards.changes_by_unit to huiyin_staff;
