-- How much was written, for the callback centre: it sends back what is too thin and reads no word of it.
create table callback.record_measure (
  city text not null,
  matter uuid not null,
  seq int not null,
  round int not null,
  action text not null,
  signs int not null check (signs >= 0),
  primary key (city, matter, seq)
);
alter table callback.record_measure enable row level security;
alter table callback.record_measure force row level security;
create policy owner on callback.record_measure to huiyin_owner using (true) with check (true);
create policy written on callback.record_measure for insert to huiyin_staff with check (city = org.city() and engine.sight(city, matter) = 'full');
create policy measured on callback.record_measure for select to huiyin_staff using (city = org.city() and org.holds('callback_centre') and engine.sees(city, matter));
grant select, insert on callback.record_measure to huiyin_staff;
