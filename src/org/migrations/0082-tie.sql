-- 回避关系: declared and ended by two. Whoever wrote one alone could keep a leader from a call, and whoever struck one out alone
-- could hand him the call about his own brother. A tie keeps away from the day it is known, whatever the day of the service; one that
-- has ended keeps away from what was served while it held.
alter table org.tie
  -- null: from an import, which knows no day
  add column from_on date,
  -- held through this day
  add column until_on date,
  add constraint tie_ends check (until_on >= from_on);
drop policy entered on org.tie;
drop policy changed on org.tie;
drop policy removed on org.tie;
revoke insert, update, delete on org.tie from huiyin_staff;

-- A proposal about a tie says who is whose kin. The system administrator may not know that, and settles none.
alter table org.proposal add column ties boolean not null default false;
drop policy known on org.proposal;
create policy known on org.proposal for select to huiyin_staff
  using (city = org.city() and (org.holds('security_admin', 'audit_admin') or org.holds('system_admin') and not ties));
