-- X20 差评挽回: how many poor ratings with a wish were called, how many citizens said a word of their own, and how many confirmed
-- that it is solved; by unit and month of the service. Counters alone: no row leads to a matter, and every call touches its
-- row whether it was poor or not, so that no row tells which was.
create table callback.recovery (
  city text not null,
  unit uuid not null,
  month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  poor int not null,
  heard int not null,
  confirmed int not null,
  primary key (city, unit, month)
);
alter table callback.recovery enable row level security;
alter table callback.recovery force row level security;
create policy owner on callback.recovery to huiyin_owner using (true) with check (true);
create policy system on callback.recovery to huiyin_system using (city = org.city() and org.is_system()) with check (city = org.city() and org.is_system());
grant select, insert, update on callback.recovery to huiyin_system;

-- One share for everything that the viewer watches over, in steps of five per cent, and nothing where fewer than `at_least` were
-- poor: the level of one call cannot be worked out from calls and ends that he sees. No unit, so that nobody is ranked.
create function callback.recovery_since(in_month text, at_least int) returns table (confirmed_share int, unasked_share int)
  language sql stable security definer set search_path = pg_catalog
as $$
  select case when sum(r.poor) >= greatest(at_least, 10) then (round(sum(r.confirmed) * 20.0 / sum(r.poor)) * 5)::int end,
         case when sum(r.poor) >= greatest(at_least, 10) then (round((sum(r.poor) - sum(r.heard)) * 20.0 / sum(r.poor)) * 5)::int end
    from callback.recovery r
   where r.city = org.city() and r.month >= in_month and org.holds('supervisor', 'callback_centre')
     and exists (select from engine.matter m join engine.seat s on s.city = m.city and s.matter = m.id
       where m.city = r.city and m.unit = r.unit and m.kind = 'callback' and s.unit::text || '/' || s.role = any (org.posts()) and (s.person is null or s.person = org.person()))
$$;
revoke all on function callback.recovery_since(text, int) from public;
grant execute on function callback.recovery_since(text, int) to huiyin_staff;
