-- Words are read first by a person above (privacy 4, 6): the callback centre or a supervisor of an organ that stands over
-- the unit's organ, along the territory's line or the line of the system, any number of steps up. Never somebody of the
-- unit's own organ, its callback centre included: they sit beside the rated. Where nobody stands above, words stay unread.
create function evaluation.units_read() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, evaluation
as $$
  with recursive
    place(unit, organ) as (
      select u.id, u.id from org.unit u where u.city = org.city() and u.parent is null
      union select u.id, p.organ from org.unit u join place p on u.parent = p.unit where u.city = org.city()
    ),
    own(organ) as (select p.organ from unnest(org.posts()) h join place p on p.unit = split_part(h, '/', 1)::uuid),
    below(organ) as (
      select p.organ from unnest(org.posts()) h join place p on p.unit = split_part(h, '/', 1)::uuid where split_part(h, '/', 2) in ('callback_centre', 'supervisor')
      union
      select l.organ from below b join place u on u.organ = b.organ join org.edge e on e.city = org.city() and e.line in ('territory', 'system') and e.upper = u.unit join place l on l.unit = e.lower
    )
  select p.unit from place p join below b on b.organ = p.organ where org.viewer() = 'person' and p.organ not in (select organ from own)
$$;
revoke all on function evaluation.units_read() from public;
grant execute on function evaluation.units_read() to huiyin_staff;

drop policy read_first on evaluation.released_words;
drop policy decided on evaluation.released_words;
drop function evaluation.reads_words_of(text, uuid);
-- Why words were kept back; for whoever reads, never for the unit.
alter table evaluation.released_words add column kept_because text;
create policy read_first on evaluation.released_words for select to huiyin_staff
  using (city = org.city() and org.viewer() = 'person' and (state = 'released' or unit in (select evaluation.units_read())));
create policy decided on evaluation.released_words for update to huiyin_staff
  using (city = org.city() and state = 'unread' and unit in (select evaluation.units_read()))
  with check (city = org.city() and state <> 'unread' and reader = org.person() and (state = 'kept_back') = (kept_because is not null));
grant update (kept_because) on evaluation.released_words to huiyin_staff;

-- 已展示: how often a code was turned to a visitor, of the whole city and the whole week; no unit, no window, no day.
create table evaluation.shown (
  city text not null,
  cohort text not null,
  shown int not null,
  primary key (city, cohort)
);
alter table evaluation.shown enable row level security;
alter table evaluation.shown force row level security;
create policy owner on evaluation.shown to huiyin_owner using (true) with check (true);
create policy health on evaluation.shown for select to huiyin_staff using (city = org.city() and org.holds('system_admin', 'supervisor'));
grant select on evaluation.shown to huiyin_staff;
create function evaluation.count_shown(in_cohort text) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, evaluation
as $$
begin
  if org.viewer() is distinct from 'person' or not org.holds('clerk', 'officer') or in_cohort !~ '^[0-9]{4}-W[0-9]{2}$' then return; end if;
  insert into evaluation.shown (city, cohort, shown) values (org.city(), in_cohort, 1)
    on conflict (city, cohort) do update set shown = shown.shown + 1;
end $$;
revoke all on function evaluation.count_shown(text) from public;
grant execute on function evaluation.count_shown(text) to huiyin_staff;
