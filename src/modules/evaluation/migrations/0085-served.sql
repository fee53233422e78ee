-- Whether any service has come: what an administrator may know of them, to see that the way in works. No unit, no count, no day.
create function evaluation.is_served() returns boolean language sql stable security definer set search_path = pg_catalog
as $$ select org.holds('system_admin', 'security_admin', 'audit_admin') and exists (select from evaluation.service s where s.city = org.city()) $$;
revoke all on function evaluation.is_served() from public;
grant execute on function evaluation.is_served() to huiyin_staff;
