-- What the unit answers to an order of its weekly list. The day alone: the order names no matter, and neither does this.
create table callback.order_answer (
  city text not null,
  repair_order uuid not null,
  seq int not null check (seq >= 1),
  done boolean not null,
  said text not null,
  person uuid not null,
  answered_on date not null,
  primary key (city, repair_order, seq),
  foreign key (city, repair_order) references callback.repair_order (city, id)
);
alter table callback.order_answer enable row level security;
alter table callback.order_answer force row level security;
create policy owner on callback.order_answer to huiyin_owner using (true) with check (true);
-- Whoever reads the order reads and writes its answers; the order's own policy decides.
create policy own_unit on callback.order_answer for select to huiyin_staff
  using (city = org.city() and exists (select from callback.repair_order o where o.city = order_answer.city and o.id = order_answer.repair_order));
create policy answered on callback.order_answer for insert to huiyin_staff
  with check (city = org.city() and person = org.person() and exists (select from callback.repair_order o where o.city = order_answer.city and o.id = order_answer.repair_order));
grant select, insert on callback.order_answer to huiyin_staff;

-- For the leader's card: the ids are keyed digests of entries on a trail that only the card's reader can make, so that no
-- table leads from an order to its matter.
create function callback.answers_to(in_ids uuid[]) returns table (repair_order uuid, by_day date, released_on date, done boolean, said text, answered_on date)
  language sql stable security definer set search_path = pg_catalog, callback
as $$
  select o.id, o.by_day, o.released_on, a.done, a.said, a.answered_on from callback.repair_order o
    left join callback.order_answer a on a.city = o.city and a.repair_order = o.id
   where o.city = org.city() and org.viewer() = 'person' and o.id = any (in_ids)
   order by o.id, a.seq
$$;
revoke all on function callback.answers_to(uuid[]) from public;
grant execute on function callback.answers_to(uuid[]) to huiyin_staff;

-- The sweep tells units that their list is out, the loops tell whoever gave an order that it was answered.
create policy listed on callback.repair_order for select to huiyin_system using (city = org.city() and org.viewer() in ('sweep', 'loops'));
grant select (city, id, unit, released_on) on callback.repair_order to huiyin_system;
