-- The day on which a key was last used: who keeps the keys withdraws those that nobody needs. A day, not a time.
alter table org.api_key add column last_used_on date;
grant select (last_used_on) on org.api_key to huiyin_staff;
create policy use_noted on org.api_key for update to huiyin_system
  using (city = org.city() and org.viewer() = 'sign_in') with check (city = org.city() and org.viewer() = 'sign_in');
-- Who keeps the accounts sees that someone is signed in, and can end it.
create policy ended on org.session for delete to huiyin_staff using (city = org.city() and org.holds('security_admin'));
create policy known on org.session for select to huiyin_staff using (city = org.city() and org.holds('security_admin'));
grant select (city, account), delete on org.session to huiyin_staff;
