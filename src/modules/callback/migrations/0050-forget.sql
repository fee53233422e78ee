-- A code leads nowhere any more once what its matter held has been erased.
create policy forgotten on callback.follow for delete to huiyin_system using (city = org.city() and org.viewer() = 'sweep');
grant delete on callback.follow to huiyin_system;
