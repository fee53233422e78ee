-- What the three administrators do leaves its mark beside everybody's: the trail of access has no person where a command
-- of the machine room acted.
alter table org.access_entry alter column person drop not null;
create policy machine_room on org.access_entry for insert to huiyin_system with check (city = org.city() and org.viewer() = 'import' and person is null);
create index access_entry_act on org.access_entry (city, act, at desc);

-- Whether somebody is one of the three, or is going to be. A post with an end is judged by whoever knows the day.
create function org.is_administrator(who uuid) returns boolean language sql stable parallel safe
  as $$ select exists (select from org.post h where h.city = org.city() and h.person = who and h.held_until is null and h.role in ('system_admin', 'security_admin', 'audit_admin')) $$;

-- Whoever sets a password can be its owner for a while. So nobody sets his own this way, and those of the three are set in
-- the machine room alone: else one of them could become another, and confirm what he proposed himself.
drop policy entered on org.account;
drop policy changed on org.account;
create policy entered on org.account for insert to huiyin_staff
  with check (city = org.city() and org.holds('security_admin') and person <> org.person() and not org.is_administrator(person));
create policy changed on org.account for update to huiyin_staff
  using (city = org.city() and org.holds('security_admin') and person <> org.person() and not org.is_administrator(person))
  with check (city = org.city() and org.holds('security_admin') and person <> org.person() and not org.is_administrator(person));
revoke update on org.account from huiyin_staff;
grant update (password_hash, must_change, disabled_at) on org.account to huiyin_staff;

-- The day is shown to whoever keeps the keys: one that nobody uses is revoked.
grant select (last_used_on) on org.api_key to huiyin_staff;

-- A command that resets or disables ends the sessions, too.
create policy machine_room on org.session for select to huiyin_system using (city = org.city() and org.viewer() = 'import');
create policy machine_room_ends on org.session for delete to huiyin_system using (city = org.city() and org.viewer() = 'import');
