-- Calls opened in a period, by unit and end, of the matters that the viewer sees: found as one join, since the policy asks
-- row by row (25 µs). A property test compares it with the plain policy.
create function evaluation.count_calls(in_unit uuid, since timestamptz, until timestamptz) returns table (unit uuid, ending text, count int)
  language plpgsql stable security definer set search_path = pg_catalog set plan_cache_mode = force_custom_plan
as $$
begin
  return query select m.unit, m.ending, count(*)::int from engine.visible_rows('{"kind": "callback"}') m
    where m.opened_at >= since and (until is null or m.opened_at < until) and (in_unit is null or m.unit = in_unit)
    group by m.unit, m.ending;
end $$;
revoke all on function evaluation.count_calls(uuid, timestamptz, timestamptz) from public;
grant execute on function evaluation.count_calls(uuid, timestamptz, timestamptz) to huiyin_staff;
