-- 记录质检: each week some of the records of calls that ended in it are drawn and marked.

-- One row a week. The hash of the seed is there from the week's first beat on, for everybody; the seed lies sealed until the
-- week is over. `week` is its Monday.
create table callback.draw (
  city text not null,
  week date not null,
  commitment text not null check (commitment ~ '^[0-9a-f]{64}$'),
  sealed bytea not null,
  -- how many will be drawn is fixed with the hash
  percent int not null check (percent between 0 and 100),
  least int not null check (least >= 0),
  -- known once the week is over
  seed text check (seed ~ '^[0-9a-f]{64}$'),
  primary key (city, week)
);
-- The week's list: a keyed digest for each record, which leads nowhere without the key.
create table callback.draw_ticket (
  city text not null,
  week date not null,
  ticket text not null check (ticket ~ '^[0-9a-f]{32}$'),
  drawn boolean not null,
  primary key (city, week, ticket)
);
-- Which call a marking is about and whose record it was: for the house alone.
create table callback.marking (
  city text not null,
  matter uuid not null,
  call uuid not null,
  round int not null,
  -- the caller's post and person
  unit uuid not null,
  role text not null,
  person uuid not null,
  primary key (city, matter)
);
create index marking_call on callback.marking (city, call);
-- By department of the caller, month and criterion; no row leads to a record.
create table callback.mark_count (
  city text not null,
  unit uuid not null,
  month text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  criterion text not null,
  marked int not null,
  upheld int not null,
  points int not null,
  missing int not null,
  primary key (city, unit, month, criterion)
);

alter table callback.draw enable row level security;
alter table callback.draw force row level security;
alter table callback.draw_ticket enable row level security;
alter table callback.draw_ticket force row level security;
alter table callback.marking enable row level security;
alter table callback.marking force row level security;
alter table callback.mark_count enable row level security;
alter table callback.mark_count force row level security;
create policy owner on callback.draw to huiyin_owner using (true) with check (true);
create policy owner on callback.draw_ticket to huiyin_owner using (true) with check (true);
create policy owner on callback.marking to huiyin_owner using (true) with check (true);
create policy owner on callback.mark_count to huiyin_owner using (true) with check (true);
create policy system on callback.draw to huiyin_system using (city = org.city() and org.is_system()) with check (city = org.city() and org.is_system());
create policy system on callback.draw_ticket to huiyin_system using (city = org.city() and org.is_system()) with check (city = org.city() and org.is_system());
create policy system on callback.marking to huiyin_system using (city = org.city() and org.is_system()) with check (city = org.city() and org.is_system());
create policy system on callback.mark_count to huiyin_system using (city = org.city() and org.is_system()) with check (city = org.city() and org.is_system());
grant select, insert, update on callback.draw to huiyin_system;
grant select, insert on callback.draw_ticket to huiyin_system;
grant select, insert, delete on callback.marking to huiyin_system;
grant select, insert, update on callback.mark_count to huiyin_system;

-- Hash and, afterwards, seed are everybody's: whoever copied the hash holds us to it. The sealed seed is nobody's to read.
create policy published on callback.draw for select to huiyin_public, huiyin_staff using (city = org.city());
grant select (city, week, commitment, percent, least, seed) on callback.draw to huiyin_public;
grant select (city, week, commitment, percent, least, seed) on callback.draw to huiyin_staff;
create policy listed on callback.draw_ticket for select to huiyin_staff using (city = org.city() and org.holds('supervisor', 'callback_centre'));
grant select on callback.draw_ticket to huiyin_staff;

-- What a marking holds, still sealed: to whoever marks it, while it is open and once the look stands on its trail; and to the caller
-- whose record it is. To nobody once the call was withdrawn or handed over: what it held is nobody's to read any more.
create function callback.marking_words(in_city text, in_matter uuid) returns table (seq int, action text, sealed bytea)
  language sql stable security definer set search_path = pg_catalog
as $$
  select i.seq, t.action, i.sealed
  from engine.matter m
  join callback.marking k on k.city = m.city and k.matter = m.id
  join engine.matter c on c.city = k.city and c.id = k.call and c.stage not in ('handed_over', 'withdrawn')
  join engine.trail t on t.city = m.city and t.matter = m.id and t.action in ('open', 'give_mark', 'object', 'mark_again')
  join engine.input i on i.city = t.city and i.matter = t.matter and i.seq = t.seq
  where m.city = in_city and in_city = org.city() and m.id = in_matter and m.kind = 'marking' and engine.sees(m.city, m.id)
    and exists (select from engine.seat s where s.city = m.city and s.matter = m.id
      and s.unit::text || '/' || s.role = any (org.posts()) and (s.person is null or s.person = org.person())
      and (s.seat = 'caller' or (m.closed_at is null and s.seat in ('marker', 'second_marker')
        and exists (select from engine.trail o where o.city = m.city and o.matter = m.id and o.action = 'open_record' and o.person = org.person()))))
  order by i.seq
$$;
revoke all on function callback.marking_words(text, uuid) from public;
grant execute on function callback.marking_words(text, uuid) to huiyin_staff;

-- Shares by department and criterion, in steps of five per cent, in the order of codes: nothing where fewer than `at_least` were marked.
create function callback.marks_of_units(in_month text, at_least int) returns table (unit uuid, criterion text, marked int, upheld int, missing int)
  language sql stable security definer set search_path = pg_catalog
as $$
  select v.unit, v.criterion, sum(v.marked)::int, (round(sum(v.upheld) * 20.0 / sum(v.marked)) * 5)::int,
      (round(sum(v.missing) * 20.0 / greatest(sum(v.points), 1)) * 5)::int
    from callback.mark_count v join org.unit u on u.city = v.city and u.id = v.unit
   where v.city = org.city() and v.month >= in_month and org.holds('supervisor', 'callback_centre')
     and exists (select from engine.matter m join engine.seat s on s.city = m.city and s.matter = m.id
       where m.city = v.city and m.unit = v.unit and m.kind = 'callback' and s.unit::text || '/' || s.role = any (org.posts()) and (s.person is null or s.person = org.person()))
   group by v.unit, u.code, v.criterion having sum(v.marked) >= greatest(at_least, 10) order by u.code, v.criterion
$$;
revoke all on function callback.marks_of_units(text, int) from public;
grant execute on function callback.marks_of_units(text, int) to huiyin_staff;
