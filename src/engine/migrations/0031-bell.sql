-- A line of the bell that leads to a matter is there as long as the matter is: whoever has lost the seat, or was barred,
-- has neither line nor count of it.
create policy still_seen on org.bell_line as restrictive for select to huiyin_staff using (matter is null or engine.sees(city, matter));
