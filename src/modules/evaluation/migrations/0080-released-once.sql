-- Who reads is asked once for a statement, not once for each of the thousands of rows that a board adds up.
alter policy released on evaluation.tally using (city = org.city() and (select org.viewer()) = 'person');
