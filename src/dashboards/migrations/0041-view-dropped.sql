-- A filter that is shared with a unit outlives the post of whoever shared it: whoever arranges the unit's lists may take it away.
create policy tidied on dashboards.saved_view for delete to huiyin_staff
  using (city = org.city() and org.viewer() = 'person' and shared_with is not null and dashboards.sets_columns(shared_with));
