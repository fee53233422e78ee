-- 月结: what each open or closed matter counted for in a month, by whoever had it. Drawn up once, on the first working day after the
-- month; a number stays what it was. No word of anybody: what was said stands on the trail, under the matter's key.
create table stuck.month (
  city text not null,
  -- Its first day.
  month date not null,
  drafted_on date not null,
  primary key (city, month)
);

create table stuck.month_line (
  city text not null,
  month date not null,
  matter uuid not null,
  unit uuid not null,
  unit_name text not null,
  category text not null,
  opened boolean not null,
  closed boolean not null,
  open boolean not null,
  late boolean not null,
  extended boolean not null,
  -- This unit handed it back.
  returned boolean not null,
  not_doable boolean not null,
  -- 'root/<code>' of the answer, or 'rule/<digest of the article>'.
  cause text,
  primary key (city, month, matter, unit)
);
create index month_line_cause on stuck.month_line (city, month, unit, category, cause) where cause is not null;

-- 一类事: which recurring cause, or which one matter, a class was set up for. Its words stand on its own trail.
create table stuck.class (
  city text not null,
  matter uuid not null,
  unit uuid not null,
  category text,
  cause text,
  -- The month in whose summary the cause stood; null where it was set up from one matter.
  month date,
  primary key (city, matter)
);

create table stuck.class_of (
  city text not null,
  class uuid not null,
  matter uuid not null,
  primary key (city, class, matter)
);
create index class_of_matter on stuck.class_of (city, matter);

do $$
declare t text;
begin
  foreach t in array array['month', 'month_line', 'class', 'class_of'] loop
    execute format('alter table stuck.%I enable row level security', t);
    execute format('alter table stuck.%I force row level security', t);
    execute format('create policy owner on stuck.%I to huiyin_owner using (true) with check (true)', t);
    execute format('grant select, insert on stuck.%I to huiyin_system', t);
    execute format('grant select on stuck.%I to huiyin_staff', t);
  end loop;
end $$;
-- That a month was drawn up is no secret among staff; what stands in it follows the matters.
create policy seen on stuck.month for select to huiyin_staff, huiyin_system using (city = org.city());
create policy drafted on stuck.month for insert to huiyin_system with check (city = org.city());
create policy seen on stuck.month_line for select to huiyin_staff, huiyin_system using (city = org.city() and engine.sees(city, matter));
create policy drafted on stuck.month_line for insert to huiyin_system with check (city = org.city() and engine.sight(city, matter) = 'full');
create policy seen on stuck.class for select to huiyin_staff, huiyin_system using (city = org.city() and engine.sees(city, matter));
create policy set_up on stuck.class for insert to huiyin_staff, huiyin_system with check (city = org.city() and engine.sight(city, matter) = 'full');
-- Whoever answers for a class sees of the matters behind it those that he may see anyway.
create policy seen on stuck.class_of for select to huiyin_staff, huiyin_system
  using (city = org.city() and engine.sees(city, class) and engine.sees(city, matter));
create policy set_up on stuck.class_of for insert to huiyin_staff, huiyin_system
  with check (city = org.city() and engine.sight(city, class) = 'full' and engine.sees(city, matter));
grant insert on stuck.class, stuck.class_of to huiyin_staff;
