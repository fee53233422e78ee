-- Who may read what of a call besides its caller: nobody, but for one explanation while it waits for its second reader.

-- The words of the explanation that waits, sealed as they lie on the trail, for a superior who has entered on that same
-- trail that he looks. The engine's own policy gives a seat with mere progress no word; this door gives this one.
create function callback.explanation_of(in_city text, in_matter uuid) returns table (seq int, sealed bytea)
  language sql stable security definer set search_path = pg_catalog
as $$
  select i.seq, i.sealed
  from engine.matter m
  cross join lateral (
    select t.seq from engine.trail t where t.city = m.city and t.matter = m.id and t.round = m.round and t.action = 'explain' order by t.seq desc limit 1
  ) written
  join engine.input i on i.city = m.city and i.matter = m.id and i.seq = written.seq
  where m.city = in_city and in_city = org.city() and m.id = in_matter and m.kind = 'callback' and m.stage = 'awaiting_second_reader'
    and engine.sees(m.city, m.id)
    and exists (select from engine.seat s where s.city = m.city and s.matter = m.id and s.seat = 'superior'
      and s.unit::text || '/' || s.role = any (org.posts()) and (s.person is null or s.person = org.person()))
    and exists (select from engine.trail o where o.city = m.city and o.matter = m.id and o.action = 'open_explanation' and o.person = org.person() and o.seq > written.seq)
$$;
revoke all on function callback.explanation_of(text, uuid) from public;
grant execute on function callback.explanation_of(text, uuid) to huiyin_staff;

-- Who has read a call's card on which day; an act of its own would stand between a leader and his telephone.
create table callback.card_read (
  city text not null,
  matter uuid not null,
  round int not null,
  person uuid not null,
  read_on date not null,
  primary key (city, matter, round, person, read_on)
);
alter table callback.card_read enable row level security;
alter table callback.card_read force row level security;
create policy owner on callback.card_read to huiyin_owner using (true) with check (true);
create policy written on callback.card_read for insert to huiyin_staff with check (city = org.city() and person = org.person() and engine.sight(city, matter) = 'full');
create policy watched on callback.card_read for select to huiyin_staff using (city = org.city() and (org.holds('discipline', 'audit_admin') or person = org.person()));
grant select, insert on callback.card_read to huiyin_staff;
