-- How many open matters live by which version of the programme: for those who change it, in steps of ten, and without the
-- sealed lane, so that nobody reads a single matter out of it.
create function engine.open_by_programme() returns table (programme text, matters int)
  language sql stable security definer set search_path = pg_catalog
as $$
  select m.programme, (count(*) / 10 * 10)::int from engine.matter m
   where org.holds('system_admin', 'security_admin', 'audit_admin', 'supervisor') and m.city = org.city() and m.closed_at is null and m.lane <> 'accusation'
   group by m.programme
$$;
revoke execute on function engine.open_by_programme() from public;
grant execute on function engine.open_by_programme() to huiyin_staff;
