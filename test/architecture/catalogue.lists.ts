/** Exceptions that the catalogue test allows, each with its reason. Short, and meant to stay so. */
type Reasons = Readonly<Record<string, string>>

/** Tables whose primary key does not begin with the city. */
export const keysWithoutCity: Reasons = {
  'platform.migration': 'a database has one history of migrations, whatever its cities',
}

/** Tables with a city that need no row-level security. */
export const openTables: Reasons = {}

/** Unique indexes without the city. */
export const uniqueWithoutCity: Reasons = {}

/** Functions that run with their owner's rights. */
export const definerFunctions: Reasons = {
  'engine.sight': 'policies of matter, seat and trail would ask each other in circles',
  'engine.open_matter': 'a matter may belong to posts that its opener does not hold',
  'engine.reseat': 'whoever hands a matter on may no longer see it',
  'engine.find_matters': 'lists what a viewer sees by one join instead of row by row; a property test compares it with the plain policy',
  'engine.count_matters': 'counts the same rows',
  'engine.named_matters':
    'asks the policy’s own question once of each matter named, and answers with it; the same property test compares it',
  'engine.open_by_programme':
    'counts the city’s open matters by the version they live by, for those who see no matter: in steps of ten, without the sealed lane',
  'org.version_now': 'loops, sweep and intake ask whether what they keep of the organisation still holds',
  'org.renew_version': 'whoever changes a post renews the version of the organisation, which he may not write',
  'engine.acts_lent': 'whoever lent a post, and the deputy, list what was done under it, of the matters that they see',
  'callback.find': 'the follow code is looked up before any matter is known',
  'stuck.find': 'the receipt code is looked up before any matter is known',
  'hardship.find': 'the receipt code is looked up before any matter is known',
  'reach.find': 'the receipt code is looked up before any matter is known',
  'stuck.find_booking': 'the receipt code is looked up before any matter is known',
  'reception.find': 'the receipt code is looked up before any matter is known',
  'zone.find': 'the receipt code is looked up before any matter is known',
  'rounds.sheet': 'the list of a week that is over is everybody’s; of a running week it would tell a place when somebody comes',
  'transfer.find': 'the receipt code is looked up before any matter is known',
  'callback.explanation_of': 'a second reader has progress sight and may read one explanation, once the look stands on the trail',
  'evaluation.open_cohort': 'makes the partitions of a cohort, which only their owner may',
  'evaluation.drop_cohort': 'drops them after release',
  'evaluation.find_links': 'the page of a link is shown before anybody is known; it says nothing about a rating',
  'evaluation.call_facts': 'a wish for a call needs what the service was about, which the page may not read',
  'evaluation.intake': 'inserts ratings that its caller can never read',
  'evaluation.pass_on': 'the call request commits with its rating',
  'evaluation.amend': 'a further version in a slot that its caller cannot read',
  'evaluation.find_receipt': 'looked up by a digest that only the receipt gives',
  'evaluation.wish_waits': 'whether a wish still waits, asked with the digest that only the receipt gives',
  'evaluation.presence': 'the neighbours of one receipt in its week’s tree, asked with its digest',
  'evaluation.list_roots': 'the published seals are for everybody',
  'evaluation.report': '"it was not me" goes to the sealed lane, unread by the page',
  'evaluation.units_read': 'walks the lines between units beyond the reader’s own',
  'evaluation.count_shown': 'adds one to the city’s week; whoever counts reads no count',
  'evaluation.add_up': 'what boards read is counted from the batches and written by nobody, not even by the mixer that asks for it',
  'evaluation.count_calls':
    'counts what a viewer sees by one join instead of row by row; a property test compares it with the plain policy',
  'evaluation.count_within': 'counts what happened today at posted codes; whoever counts reads no count',
  'evaluation.close_imports': 'an agency’s key that pushes a service again ends the way back of an import that it may not see',
  'evaluation.undo_import': 'takes back what nobody can have rated yet; whoever brings services in may delete nothing by himself',
  'outbox.withdraw': 'takes back what has not been tried, unread by whoever asks',
  'evaluation.forget': 'takes away what has served and notes how many; the sweep, which asks it, may delete nothing by itself',
  'callback.answers_to': 'the leader who gave an order may stand at another unit; its id is a keyed digest of his own entry',
  'callback.recovery_since': 'one share over what the viewer watches, in steps and withheld where small; the counters are nobody’s to read',
  'callback.second_voices': 'shares over what the viewer watches, withheld where few were asked; the counters are nobody’s to read',
  'callback.marking_words':
    'a marker has progress sight and may read one record, once the look stands on the trail; nobody once its call was handed over',
  'callback.marks_of_units': 'shares over what the viewer watches, withheld where few were marked; the counters are nobody’s to read',
  'callback.desk_page':
    'the centre’s desk finds what it watches over by one join instead of row by row; a property test compares it with the plain policy',
  'callback.desk_counts': 'counts the same rows',
  'dashboards.count_loops':
    'counts what a viewer sees by one join instead of row by row; a property test compares it with the plain policy',
  'dashboards.list_loop': 'lists the same rows',
  'org.apply_proposal': 'writes posts and lines, which nobody may write alone, once two different people who hold their posts have agreed',
  'org.apply_due': 'the same by the sweep, for what waited for its day',
  'org.owner_of': 'whose account a reset is of, for its own policies: whoever agrees may see no account',
  'org.give_password': 'sets another’s password, in the transaction in which a second person agreed, and only then',
  'org.forget_factors': 'takes another’s second factors away, in the transaction in which a second person agreed, and only then',
  'org.units_watched': 'walks the discipline line beyond the viewer’s own unit',
  'dashboards.numbers_opened': 'discipline watches who opened numbers on its line, across matters that it has no seat in; days, no matter',
  'dashboards.openings_by_day': 'the audit administrator counts the city’s openings by day; no unit, no person',
  'dashboards.closed_without_contact': 'discipline alone; unit, ending and day, no matter',
  'dashboards.changed_after_contact':
    'discipline of its line by unit and week, the audit administrator the city’s sums; no rating and no call, those reached withheld below five',
  'dashboards.routed_around': 'discipline alone; whom a call was kept from and in which week, not why',
  'dashboards.rungs_missed': 'discipline alone; unit, rung and day',
  'evaluation.is_served': 'the three administrators learn whether any service has come; one yes or no',
  'dashboards.first_day':
    'the three administrators count what they set up: departments, posts, accounts, factors, keys; no person, nothing of a matter or a citizen',
  'dashboards.grants': 'posts filled and lent: to discipline of its line, to the audit administrator of the city; no matter',
}
