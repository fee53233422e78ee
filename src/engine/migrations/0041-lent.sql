-- What a deputy did under a post that was lent to him: for whoever lent it and for him, of the matters that they see now.
create index trail_lent on engine.trail (city, person, at desc) where effect ? 'deputyOf';

create function engine.acts_lent(asked uuid) returns table (matter uuid, seq int)
  language plpgsql stable security definer set search_path = pg_catalog
as $$
begin
  if org.viewer() is distinct from 'person' then return; end if;
  return query select t.matter, t.seq
    from org.delegation d
    join engine.trail t on t.city = d.city and t.person = d.deputy and t.effect ? 'deputyOf' and t.effect ->> 'deputyOf' = d.person::text
      and t.unit = d.unit and t.role = d.role and t.at >= d.given_at and (d.ended_at is null or t.at <= d.ended_at)
      and (t.at at time zone 'Asia/Shanghai')::date between d.from_on and d.until_on
   where d.city = org.city() and d.id = asked and org.person() in (d.person, d.deputy) and engine.sees(t.city, t.matter)
   order by t.at desc, t.matter, t.seq limit 200;
end $$;
revoke all on function engine.acts_lent(uuid) from public;
grant execute on function engine.acts_lent(uuid) to huiyin_staff;
