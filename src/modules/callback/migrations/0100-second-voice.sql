-- X15 两个声音: what the caller wrote down, or the citizen said first, and what she said when somebody of another unit asked again.
-- Counters by department and month of the asking; no row leads to a matter.
create table callback.second_voice (
  city text not null,
  unit uuid not null,
  month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  asked int not null,
  disagreed int not null,
  primary key (city, unit, month)
);
alter table callback.second_voice enable row level security;
alter table callback.second_voice force row level security;
create policy owner on callback.second_voice to huiyin_owner using (true) with check (true);
create policy system on callback.second_voice to huiyin_system using (city = org.city() and org.is_system()) with check (city = org.city() and org.is_system());
grant select, insert, update on callback.second_voice to huiyin_system;

-- Departments that the viewer watches over, in the order of their codes, and none where fewer than `at_least` were asked: whoever
-- sees organs alone would learn the department of the one that was asked today. No sum, from which a missing one could be worked out.
create function callback.second_voices(in_month text, at_least int) returns table (unit uuid, asked int, disagreed int)
  language sql stable security definer set search_path = pg_catalog
as $$
  select v.unit, sum(v.asked)::int, sum(v.disagreed)::int
    from callback.second_voice v join org.unit u on u.city = v.city and u.id = v.unit
   where v.city = org.city() and v.month >= in_month and org.holds('supervisor', 'callback_centre')
     and exists (select from engine.matter m join engine.seat s on s.city = m.city and s.matter = m.id
       where m.city = v.city and m.unit = v.unit and m.kind = 'callback' and s.unit::text || '/' || s.role = any (org.posts()) and (s.person is null or s.person = org.person()))
   group by v.unit, u.code having sum(v.asked) >= greatest(at_least, 10) order by u.code
$$;
revoke all on function callback.second_voices(text, int) from public;
grant execute on function callback.second_voices(text, int) to huiyin_staff;
