-- What somebody arranged for himself on screen: named filters of a list, and how he wants the console to be. No row of a
-- matter stands here, and no free text but a filter's name: a filter names kinds, stages, units, marks.
create table dashboards.saved_view (
  city text not null,
  id uuid not null,
  person uuid not null,
  list text not null check (list in ('matters', 'loop_health')),
  name text not null check (char_length(name) between 1 and 20),
  filter jsonb not null,
  -- opens with the list
  first boolean not null default false,
  -- the unit whose posts see it, too
  shared_with uuid,
  primary key (city, id),
  foreign key (city, person) references org.person (city, id),
  foreign key (city, shared_with) references org.unit (city, id)
);
create unique index saved_view_name on dashboards.saved_view (city, person, list, name);
create unique index saved_view_first on dashboards.saved_view (city, person, list) where first;
create index saved_view_shared on dashboards.saved_view (city, shared_with) where shared_with is not null;

create table dashboards.own_choice (
  city text not null,
  person uuid not null,
  -- single keys as shortcuts; off for whoever speaks to the machine
  keys boolean not null default true,
  tour text not null default 'new' check (tour in ('new', 'left', 'done')),
  tour_step int not null default 0 check (tour_step between 0 and 50),
  primary key (city, person),
  foreign key (city, person) references org.person (city, id)
);

do $$
declare t text;
begin
  foreach t in array array['saved_view', 'own_choice'] loop
    execute format('alter table dashboards.%I enable row level security', t);
    execute format('alter table dashboards.%I force row level security', t);
    execute format('create policy owner on dashboards.%I to huiyin_owner using (true) with check (true)', t);
  end loop;
end $$;

create policy shown on dashboards.saved_view for select to huiyin_staff using (city = org.city() and org.viewer() = 'person'
  and (person = org.person() or exists (select from unnest(org.posts()) p where split_part(p, '/', 1) = shared_with::text)));
create policy saved on dashboards.saved_view for insert to huiyin_staff
  with check (city = org.city() and org.viewer() = 'person' and person = org.person() and (shared_with is null or dashboards.sets_columns(shared_with)));
create policy arranged on dashboards.saved_view for update to huiyin_staff using (city = org.city() and org.viewer() = 'person' and person = org.person())
  with check (city = org.city() and person = org.person() and (shared_with is null or dashboards.sets_columns(shared_with)));
create policy dropped on dashboards.saved_view for delete to huiyin_staff using (city = org.city() and org.viewer() = 'person' and person = org.person());
grant select, insert, update (name, filter, first, shared_with), delete on dashboards.saved_view to huiyin_staff;

create policy own on dashboards.own_choice to huiyin_staff using (city = org.city() and org.viewer() = 'person' and person = org.person())
  with check (city = org.city() and org.viewer() = 'person' and person = org.person());
grant select, insert, update (keys, tour, tour_step) on dashboards.own_choice to huiyin_staff;
