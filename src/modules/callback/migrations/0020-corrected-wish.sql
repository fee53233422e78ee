-- A wish that is corrected reaches its call, and a call that opens anew takes over the receipt's code.
create policy corrected on callback.follow for select to huiyin_system using (city = org.city() and org.is_system());
create policy moved on callback.follow for update to huiyin_system using (city = org.city() and org.is_system()) with check (city = org.city() and org.is_system());
grant select, update (matter) on callback.follow to huiyin_system;
