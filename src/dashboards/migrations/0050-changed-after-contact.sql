-- 联系后改评: how often ratings of a unit were changed or withdrawn before their batch came out, and beside it how many citizens of
-- that week were reached by a call. Back to back, no change can be laid beside a call: many of both, week after week, is what
-- discipline looks for. Batches by their week; how many were reached is withheld below five. To discipline of its own line; to
-- the audit administrator the sums of the city, without a unit; to nobody who belongs to the rated side.
create function dashboards.changed_after_contact(from_day date, until_day date, most int)
  returns table (unit uuid, week_of date, changed int, withdrawn int, contacted int)
  language sql stable security definer set search_path = pg_catalog
as $$
  with watched as materialized (select w.unit from org.units_watched() w (unit)),
  changes as materialized (
    select case when org.holds('discipline') then c.unit end as unit, c.unit as place, c.changed, c.withdrawn,
           to_date(substring(c.batch from '^\d{4}-W\d{2}'), 'IYYY-"W"IW') as week_of
      from evaluation.released_change c
     where c.city = org.city()
       and (org.holds('discipline') and c.unit in (select watched.unit from watched) and not org.posts() && array[c.unit::text || '/officer', c.unit::text || '/clerk', c.unit::text || '/leader']
         or org.holds('audit_admin') and not org.holds('discipline'))
  ), counted as (
    select h.unit, h.week_of, sum(h.changed)::int as changed, sum(h.withdrawn)::int as withdrawn,
      sum((select count(*) from engine.matter m
        where m.city = org.city() and m.kind = 'callback' and m.unit = h.place
          and m.opened_at >= h.week_of::timestamp at time zone 'Asia/Shanghai' and m.opened_at < (h.week_of + 7)::timestamp at time zone 'Asia/Shanghai'
          and exists (select from engine.trail t where t.city = m.city and t.matter = m.id and t.action in ('record_call', 'text_first'))))::int as contacted
      from changes h where h.week_of between from_day and until_day group by h.unit, h.week_of
  )
  select counted.unit, counted.week_of, counted.changed, counted.withdrawn, case when counted.contacted >= 5 then counted.contacted end
    from counted order by 2 desc, 1 limit least(most, 20000)
$$;
revoke all on function dashboards.changed_after_contact(date, date, int) from public;
grant execute on function dashboards.changed_after_contact(date, date, int) to huiyin_staff;
