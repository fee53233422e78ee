-- Announcements are for what follows from an act, not a history: the trail is that. When the last line of loops.ts has
-- answered one it keeps its day, and the sweep forgets it some time afterwards.
alter table engine.announcement add column answered_at timestamptz;
alter table engine.announcement add check (answered_at is null or not waiting);
create index announcement_answered on engine.announcement (city, answered_at) where answered_at is not null;
grant update (answered_at) on engine.announcement to huiyin_system;
grant delete on engine.announcement, engine.loop_done to huiyin_system;

-- In the whole order in which the loops take them, so that the next one is the first row of the index and no sort of
-- everything that waits: under load some thousands do.
drop index engine.announcement_waiting;
create index announcement_waiting on engine.announcement (city, event, at, seq, id) where waiting;
