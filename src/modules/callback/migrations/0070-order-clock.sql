-- Each line of a list that is out becomes a matter with a clock, by the sweep. The matter's source is the line's id, which is a
-- keyed digest: the matter leads to the line, and neither leads to a call.
alter table callback.repair_order add column clocked boolean not null default false;
create index repair_order_unclocked on callback.repair_order (city, released_on) where not clocked;
grant select on callback.repair_order to huiyin_system;
create policy clocked on callback.repair_order for update to huiyin_system using (city = org.city() and org.viewer() = 'sweep') with check (city = org.city());
grant update (clocked) on callback.repair_order to huiyin_system;
