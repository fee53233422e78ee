import type { roomHelpZh } from './roomHelp.zh.ts'

/** Pages of the rooms' own desks, as in help.en.ts. */
export const roomHelpEn: Readonly<Record<keyof typeof roomHelpZh, readonly string[]>> = {
  '/hall': [
    'How many items are in the hall, online and done in one visit, which windows still stand apart, and how large the halls are.',
    'Each figure states both its numbers and opens its items; what is red is missing.',
    'Choose a day to see it as it was, and another to compare with.',
    'The average share is given in both readings; whether the negative list counts is set by the programme and said here.',
    'Places stand by level and name, never ranked.',
  ],
  '/hall/items': [
    'Service items, one a line, by place, level, state and unit of the organisation, also as of an earlier day.',
    'Open one to see how it is done now and who changed it, when and why.',
    'It can be taken out in the columns in which it is taken in; that leaves a trace.',
    'The leaders of the service halls add and change.',
  ],
  '/hall/windows': [
    'Windows that a department set up outside of the hall: integrated, run as one, or still apart.',
    'What stands apart says why; open it to register that it was integrated.',
    'It can be seen as of an earlier day and taken out.',
  ],
  '/hall/halls': [
    'Service halls and convenience centres with their floor, counters and address.',
    'When the floor changes, register a further version with its day; the earlier one stays.',
    'It can be seen as of an earlier day and taken out.',
  ],
  '/hall/entries/$kind/$code': [
    'Above stands what holds today, below every change: from which day, by whom, why, and what.',
    'Move an item in with its window; other changes go by the other button. Each has a day and a ground.',
    'Nothing is overwritten: what was registered wrongly is put right by a further version.',
    'With a unit of the organisation, it is found under that unit and those above it.',
  ],
  '/hall/import': [
    'A whole table at once: items, windows or halls. Take the present one out, change it, take it in again.',
    'First say from which day and on what ground, then choose the file, compare the columns and read it dry.',
    'One bad row and nothing is taken in; what the file does not name stays as it is.',
    'The unit code is that of the register of units; leave it empty for a unit that does not work here.',
  ],
  '/reach-intake': [
    'A party cannot reach the case officer: take it in once, with the case, what is to be said and when the party tried.',
    'A case officer whose name is right has it himself; left empty, the registry has it first and hands it on.',
    'Read the receipt code out or print it; it is not kept here.',
    'The term runs from now; handing on starts no new one.',
  ],
  '/reach-list': [
    'Who waits to be reached, and until when; whether she was reached is for the party to say.',
    'Say how and when she was reached; an attempt without success is recorded and stops no clock.',
    'What is not for this organ: explain, and choose the unit; its address comes from the register. It does not count as reached.',
    'Choose a month for the list by unit; a figure opens its matters. It can be taken out, and that is recorded.',
    'Units stand by name, nobody is ranked.',
  ],
  '/visit-entry': [
    'One visit, one entry: the campaign, the day, the place, who went; also when nothing was said.',
    'Name the street, village or firm, never a house number.',
    'One box a concern, in the person’s words; say what was answered on the spot, else which unit answers.',
    'A number that is left stands sealed and serves to tell the person alone.',
  ],
  '/inspections': [
    'Daily rounds, special inspections and mystery walks begin here: choose list and place, and look item by item.',
    'Note what does not hold: the item, the time, a photograph if you like; it becomes a matter of the place, and you look again once it was put right.',
    'Place and hour of a random inspection are drawn and not chosen; what was drawn and not visited is published with the reason kept.',
    'The hash of the next week is public already: copy it. Once the week is over take the list out and draw again with npx huiyin verify-draw.',
  ],
  '/visits': [
    'Who has each concern and how it stands; whether a problem is solved is for whoever raised it to say.',
    'Once the unit has answered, whoever visited tells the person and writes down what is said; on one’s own answer somebody else asks.',
    'Record each attempt without success; only after enough of them it ends as not told, which does not count as solved.',
    'Choose campaign, days or unit; a figure opens its lines. They can be taken out, and that is recorded.',
    'A leader may take an earlier ledger in: it is read dry first, one fault and nothing is taken in; what is open becomes a matter.',
  ],
  '/hardship-intake': [
    'Apply for somebody only with her word; her hardship and her telephone may be left out, and nothing depends on them.',
    'If you handle a matter of hers, come from there and its number is carried over; of a rating or a report it is not.',
    'Read the receipt code out or print it; it is not kept here, and only whoever decides sees the content.',
  ],
  '/hardship-list': [
    'What waits for your decision, what is with civil affairs, what is to be given, and until when; whether help reached her is for her to say.',
    'Granting names the help and the rule, refusing a reason and the rule. What is missing or left unsaid is no reason: ask for it instead.',
    'Hand over to civil affairs once she agreed; signing and answering have a term each. What nobody signs for may be taken back; it is handed over once in a round.',
    'Hardship and sums stand in no list and no file, only in the matter, for those who handle it.',
    'Choose a month for the counts by unit; a figure opens its matters. Units stand by name, nobody is ranked.',
  ],
  '/zone-intake': [
    'Firms and people come to the zone: take each thing in once, with its kind, what it is about and how to reach them.',
    'What you take in is yours; taken in at the desk it goes to the specialist with the fewest, whose name they are told.',
    'Read the receipt code out or print it; it is not kept here.',
    'Money asked for, or threats, are not written down here: they go by the sealed lane of the rating page, or to 12388.',
  ],
  '/zone-list': [
    'The four kinds are counted apart, in units of their own, and never added up.',
    'Whether it is solved is for whoever asked to say; silence is counted apart and is not solved.',
    'A figure opens its matters; a figure of an old ledger opens its lines.',
    'What cannot be got done is handed over to the window of last resort: a term of its own, the same receipt code.',
  ],
  '/reception-days': [
    'Publish the day, the hour, who receives, how many places and how many minutes each; people may book from then on.',
    'A change or a cancellation says why: whoever booked is told by a text and keeps her place. Nothing is deleted, and the history stays.',
    'Afterwards open the day and write down whether the published leader received; what nobody wrote down is counted apart.',
    'Its own office alone keeps the schedule; others read when, who receives and how many booked.',
  ],
  '/reception-days/$id': [
    'Hours, numbers and stages of this day; who it is and what it is about stand in the matter alone, so that the list may lie on a table.',
    'From the day on write down each: came or not, what was said, what was answered at once, or promised and given to a named unit.',
    'The term of a promise runs from the record; once it is answered, whether it is solved is for whoever came to say.',
  ],
  '/reception-intake': [
    'For whoever telephones or comes to the window; no ID number is asked for, and nothing else.',
    'Whoever finds waiting hard, or has somebody act for her, gets an early place without proof.',
    'Read the receipt code out or print it; it is not kept here.',
    'Misconduct or threats are not written here: they go through the sealed lane of the rating page, or to 12388.',
  ],
  '/reception-list': [
    'How many days were held as promised, changed, cancelled or not written down; how many places were offered, booked and used.',
    'Of what became a matter: whether it is solved is for whoever came to say; silence is counted apart.',
    'A figure opens its days or matters; organs stand in the order of the programme, nobody is ranked.',
    'List and file hold hours, numbers and stages: no name, number or word.',
  ],
  '/zone-past': [
    'What was kept in tables before is brought in as a whole: tried first, and with one bad row nothing is brought in.',
    'Kind, day and ending are taken over; no name, number or words.',
    'A wrong file is taken back as a whole: it counts no more, and its name and who took it back stay here.',
    'Only whoever leads the zone, or is in charge of it, brings in and takes back.',
  ],
}
