-- The data model of an audit: what is evidence, what is current, and what counts.
--
-- Evidence tables are insert-only. Each row is one revision of one thing (a work, a visit, ...), named by the key column(s)
-- that `kinds` lists. `supersedes` says which revision a person was looking at when saving the next. A revision that nothing
-- supersedes is a head; more than one head is a conflict for a person to settle. To find what "located" means, go to `outcomes`.

-- 1. Evidence ---------------------------------------------------------------------------------------------------------------

CREATE TABLE works (                       -- a sampled work, as its list gave it
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  folio TEXT NOT NULL CHECK (trim(folio) <> ''),
  author TEXT NOT NULL, device TEXT NOT NULL,
  recorded_at TEXT NOT NULL,               -- UTC, ISO 8601; for people, never compared
  withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
  reason TEXT,                             -- why this revision was made: a correction, a settlement
  given TEXT NOT NULL CHECK (json_valid(given)),          -- the whole row as the list said it: {header: text}
  notices TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(notices)),  -- what import warned about: [{column, value, code}]
  list_name TEXT, list_sha256 TEXT, list_row INTEGER,     -- the file it came from
  name TEXT NOT NULL,
  type TEXT, program TEXT, year TEXT,
  state TEXT, state_code TEXT, municipality TEXT, municipality_code TEXT, locality TEXT, locality_code TEXT,
  executor TEXT,
  executor_kind TEXT CHECK (executor_kind IN ('municipality', 'state', 'federal', 'committee', 'club', 'contractor', 'other')),
  amount_federal REAL, amount_state REAL, amount_municipal REAL, amount_migrants REAL, amount_other REAL, amount_total REAL, -- pesos
  start_date TEXT, end_date TEXT,          -- 2007-03-15, 2014-01 or 2014
  latitude REAL, longitude REAL,           -- WGS84 degrees
  goal TEXT, unit TEXT, beneficiaries INTEGER, marginality TEXT,
  stratum TEXT, psu TEXT, weight REAL CHECK (weight > 0), stratum_psus INTEGER, psu_works INTEGER,
  role TEXT NOT NULL DEFAULT 'main' CHECK (role IN ('main', 'reserve')), reserve_order INTEGER,
  replaces TEXT CHECK (trim(replaces) <> '' AND replaces <> folio)  -- the work of the sample whose place this reserve work takes
) STRICT;
CREATE INDEX works_folio ON works (folio, id);

CREATE TABLE visits (                      -- the verification of a work on site
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  folio TEXT NOT NULL CHECK (trim(folio) <> ''),
  author TEXT NOT NULL, device TEXT NOT NULL, recorded_at TEXT NOT NULL,
  withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
  reason TEXT,
  attempt INTEGER CHECK (attempt >= 1),
  visited_on TEXT CHECK (visited_on IS date(visited_on)),
  arrived_at TEXT, left_at TEXT, evaluators TEXT,
  outcome TEXT CHECK (outcome IN ('located', 'not_located', 'not_visited', 'out_of_scope', 'no_answer')),
  outcome_detail TEXT CHECK (outcome_detail IN ('as_registered', 'elsewhere', 'not_found', 'never_built', 'mistaken', 'insecurity',
    'access', 'weather', 'no_informant', 'refused', 'vague', 'not_attempted', 'duplicate', 'cancelled', 'outside_period', 'not_new',
    'no_answer')),
  search_done TEXT,
  latitude REAL CHECK (latitude BETWEEN -90 AND 90), longitude REAL CHECK (longitude BETWEEN -180 AND 180),
  accuracy_m REAL CHECK (accuracy_m >= 0),
  method TEXT CHECK (method IN ('browser', 'photo', 'typed', 'map', 'no_answer')), taken_at TEXT, no_position_reason TEXT,
  state_of_works TEXT CHECK (state_of_works IN ('finished', 'in_progress', 'suspended', 'abandoned', 'replaced', 'no_answer')),
  operates TEXT CHECK (operates IN ('yes', 'partly', 'no', 'never', 'stopped', 'no_answer')),
  not_operating_cause TEXT CHECK (not_operating_cause IN ('no_power', 'no_staff', 'broken', 'unfinished', 'no_funds', 'not_needed',
    'other', 'no_answer')),
  matches_plan TEXT CHECK (matches_plan IN ('yes', 'partly', 'no', 'no_answer')),
  plan_type TEXT CHECK (plan_type IN ('yes', 'partly', 'no', 'no_answer')),
  plan_place TEXT CHECK (plan_place IN ('yes', 'partly', 'no', 'no_answer')),
  plan_size TEXT CHECK (plan_size IN ('yes', 'partly', 'no', 'no_answer')),
  plan_materials TEXT CHECK (plan_materials IN ('yes', 'partly', 'no', 'no_answer')),
  plan_measured REAL, plan_unit TEXT,
  maintained TEXT CHECK (maintained IN ('adequate', 'insufficient', 'none', 'not_yet_needed', 'no_answer')),
  maintenance_cause TEXT CHECK (maintenance_cause IN ('no_funds', 'no_capacity', 'no_owner', 'other', 'no_answer')),
  maintainer TEXT CHECK (maintainer IN ('municipality', 'committee', 'users', 'club', 'state', 'nobody', 'no_answer')),
  condition TEXT CHECK (condition IN ('good', 'fair', 'poor', 'no_answer')),
  damage TEXT CHECK (damage IS NULL OR json_valid(damage)),  -- [code, ...]
  use TEXT CHECK (use IN ('intended', 'other', 'unused', 'no_answer')),
  priority_need TEXT CHECK (priority_need IN ('yes', 'no', 'no_answer')),
  plaque TEXT CHECK (plaque IN ('legible', 'illegible', 'absent', 'no_answer')),
  no_photo_reason TEXT, companion TEXT, notes TEXT
) STRICT;
CREATE INDEX visits_folio ON visits (folio, id);

CREATE TABLE paperwork (                   -- the review of a work's file
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  folio TEXT NOT NULL CHECK (trim(folio) <> ''),
  author TEXT NOT NULL, device TEXT NOT NULL, recorded_at TEXT NOT NULL,
  withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
  reason TEXT,
  reviewed_on TEXT CHECK (reviewed_on IS date(reviewed_on)),
  documents TEXT NOT NULL CHECK (json_valid(documents)),  -- {code: {state, checked: 'each' or 'bulk'}}
  notes TEXT
) STRICT;
CREATE INDEX paperwork_folio ON paperwork (folio, id);

CREATE TABLE photos (                      -- a photo of a work; its bytes are the file named by its SHA-256
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  folio TEXT NOT NULL CHECK (trim(folio) <> ''),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  author TEXT NOT NULL, device TEXT NOT NULL, recorded_at TEXT NOT NULL,
  withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
  reason TEXT,
  caption TEXT, question TEXT, file_name TEXT,            -- the sender's name of the file is only a caption
  media_type TEXT NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png', 'image/heic')),
  bytes INTEGER NOT NULL, width INTEGER, height INTEGER,  -- upright; NULL of a HEIC photo kept by a laptop that cannot show it
  taken_at TEXT, latitude REAL, longitude REAL,           -- as the photo's EXIF says; NULL when it says nothing
  CHECK ((width IS NOT NULL AND height IS NOT NULL) OR media_type = 'image/heic')
) STRICT;
CREATE INDEX photos_folio ON photos (folio, sha256, id);
CREATE INDEX photos_sha256 ON photos (sha256);

CREATE TABLE people (                      -- who takes part
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  person TEXT NOT NULL CHECK (trim(person) <> ''),
  author TEXT NOT NULL, device TEXT NOT NULL, recorded_at TEXT NOT NULL,
  withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
  reason TEXT,
  role TEXT NOT NULL CHECK (role IN ('evaluator', 'supervisor'))
) STRICT;

CREATE TABLE audit_settings (              -- title, institution, language, cut_off, level, documents, ...: one value each, as JSON
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  setting TEXT NOT NULL CHECK (trim(setting) <> ''),
  author TEXT NOT NULL, device TEXT NOT NULL, recorded_at TEXT NOT NULL,
  withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1)),
  reason TEXT,
  value TEXT NOT NULL CHECK (json_valid(value))
) STRICT;

CREATE TABLE supersedes (                  -- the newer revision was made looking at the older
  older TEXT NOT NULL, newer TEXT NOT NULL CHECK (newer <> older), PRIMARY KEY (older, newer)
) STRICT, WITHOUT ROWID;
CREATE INDEX supersedes_newer ON supersedes (newer);

CREATE TABLE redactions (                  -- what the law requires erased: the free texts of one revision
  id TEXT PRIMARY KEY CHECK (length(id) = 36),
  revision TEXT NOT NULL, reason TEXT NOT NULL CHECK (trim(reason) <> ''),
  author TEXT NOT NULL, device TEXT NOT NULL, recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX redactions_revision ON redactions (revision);

-- The kinds of evidence: the columns that name the thing, and the free texts that a redaction blanks.
CREATE VIEW kinds (kind, key_columns, texts) AS VALUES
  ('works', 'folio', 'reason,given,notices,list_name,executor,locality'),
  ('visits', 'folio', 'reason,evaluators,search_done,no_position_reason,no_photo_reason,companion,notes'),
  ('paperwork', 'folio', 'reason,notes'),
  ('photos', 'folio,sha256', 'reason,caption,file_name'),
  ('people', 'person', 'reason'),
  ('audit_settings', 'setting', 'reason');

-- 2. Nothing is overwritten, nothing is removed ------------------------------------------------------------------------------

CREATE TRIGGER works_kept BEFORE DELETE ON works BEGIN SELECT RAISE(ABORT, 'works is insert-only'); END;
CREATE TRIGGER visits_kept BEFORE DELETE ON visits BEGIN SELECT RAISE(ABORT, 'visits is insert-only'); END;
CREATE TRIGGER paperwork_kept BEFORE DELETE ON paperwork BEGIN SELECT RAISE(ABORT, 'paperwork is insert-only'); END;
CREATE TRIGGER photos_kept BEFORE DELETE ON photos BEGIN SELECT RAISE(ABORT, 'photos is insert-only'); END;
CREATE TRIGGER people_kept BEFORE DELETE ON people BEGIN SELECT RAISE(ABORT, 'people is insert-only'); END;
CREATE TRIGGER audit_settings_kept BEFORE DELETE ON audit_settings BEGIN SELECT RAISE(ABORT, 'audit_settings is insert-only'); END;
CREATE TRIGGER supersedes_kept BEFORE DELETE ON supersedes BEGIN SELECT RAISE(ABORT, 'supersedes is insert-only'); END;
CREATE TRIGGER redactions_kept BEFORE DELETE ON redactions BEGIN SELECT RAISE(ABORT, 'redactions is insert-only'); END;

CREATE TRIGGER supersedes_same BEFORE UPDATE ON supersedes BEGIN SELECT RAISE(ABORT, 'supersedes is insert-only'); END;
CREATE TRIGGER redactions_same BEFORE UPDATE ON redactions BEGIN SELECT RAISE(ABORT, 'redactions is insert-only'); END;

-- A redacted revision may only lose its texts; every other update is refused.
CREATE TRIGGER works_same BEFORE UPDATE ON works
WHEN NOT EXISTS (SELECT 1 FROM redactions WHERE revision = OLD.id)
  OR (NEW.reason, NEW.given, NEW.notices, NEW.list_name, NEW.executor, NEW.locality) IS NOT (NULL, '{}', '[]', NULL, NULL, NULL)
  OR (OLD.id, OLD.folio, OLD.author, OLD.device, OLD.recorded_at, OLD.withdrawn, OLD.list_sha256, OLD.list_row, OLD.name, OLD.type,
      OLD.program, OLD.year, OLD.state, OLD.state_code, OLD.municipality, OLD.municipality_code, OLD.locality_code, OLD.executor_kind,
      OLD.amount_federal, OLD.amount_state, OLD.amount_municipal, OLD.amount_migrants, OLD.amount_other, OLD.amount_total, OLD.start_date,
      OLD.end_date, OLD.latitude, OLD.longitude, OLD.goal, OLD.unit, OLD.beneficiaries, OLD.marginality, OLD.stratum, OLD.psu, OLD.weight,
      OLD.stratum_psus, OLD.psu_works, OLD.role, OLD.reserve_order, OLD.replaces)
    IS NOT
     (NEW.id, NEW.folio, NEW.author, NEW.device, NEW.recorded_at, NEW.withdrawn, NEW.list_sha256, NEW.list_row, NEW.name, NEW.type,
      NEW.program, NEW.year, NEW.state, NEW.state_code, NEW.municipality, NEW.municipality_code, NEW.locality_code, NEW.executor_kind,
      NEW.amount_federal, NEW.amount_state, NEW.amount_municipal, NEW.amount_migrants, NEW.amount_other, NEW.amount_total, NEW.start_date,
      NEW.end_date, NEW.latitude, NEW.longitude, NEW.goal, NEW.unit, NEW.beneficiaries, NEW.marginality, NEW.stratum, NEW.psu, NEW.weight,
      NEW.stratum_psus, NEW.psu_works, NEW.role, NEW.reserve_order, NEW.replaces)
BEGIN SELECT RAISE(ABORT, 'works is insert-only'); END;

CREATE TRIGGER visits_same BEFORE UPDATE ON visits
WHEN NOT EXISTS (SELECT 1 FROM redactions WHERE revision = OLD.id)
  OR coalesce(NEW.reason, NEW.evaluators, NEW.search_done, NEW.no_position_reason, NEW.no_photo_reason, NEW.companion, NEW.notes)
     IS NOT NULL
  OR (OLD.id, OLD.folio, OLD.author, OLD.device, OLD.recorded_at, OLD.withdrawn, OLD.attempt, OLD.visited_on, OLD.arrived_at, OLD.left_at,
      OLD.outcome, OLD.outcome_detail, OLD.latitude, OLD.longitude, OLD.accuracy_m, OLD.method, OLD.taken_at, OLD.state_of_works,
      OLD.operates, OLD.not_operating_cause, OLD.matches_plan, OLD.plan_type, OLD.plan_place, OLD.plan_size, OLD.plan_materials,
      OLD.plan_measured, OLD.plan_unit, OLD.maintained, OLD.maintenance_cause, OLD.maintainer, OLD.condition, OLD.damage, OLD.use,
      OLD.priority_need, OLD.plaque)
    IS NOT
     (NEW.id, NEW.folio, NEW.author, NEW.device, NEW.recorded_at, NEW.withdrawn, NEW.attempt, NEW.visited_on, NEW.arrived_at, NEW.left_at,
      NEW.outcome, NEW.outcome_detail, NEW.latitude, NEW.longitude, NEW.accuracy_m, NEW.method, NEW.taken_at, NEW.state_of_works,
      NEW.operates, NEW.not_operating_cause, NEW.matches_plan, NEW.plan_type, NEW.plan_place, NEW.plan_size, NEW.plan_materials,
      NEW.plan_measured, NEW.plan_unit, NEW.maintained, NEW.maintenance_cause, NEW.maintainer, NEW.condition, NEW.damage, NEW.use,
      NEW.priority_need, NEW.plaque)
BEGIN SELECT RAISE(ABORT, 'visits is insert-only'); END;

CREATE TRIGGER paperwork_same BEFORE UPDATE ON paperwork
WHEN NOT EXISTS (SELECT 1 FROM redactions WHERE revision = OLD.id)
  OR coalesce(NEW.reason, NEW.notes) IS NOT NULL
  OR (OLD.id, OLD.folio, OLD.author, OLD.device, OLD.recorded_at, OLD.withdrawn, OLD.reviewed_on, OLD.documents)
    IS NOT (NEW.id, NEW.folio, NEW.author, NEW.device, NEW.recorded_at, NEW.withdrawn, NEW.reviewed_on, NEW.documents)
BEGIN SELECT RAISE(ABORT, 'paperwork is insert-only'); END;

CREATE TRIGGER photos_same BEFORE UPDATE ON photos
WHEN NOT EXISTS (SELECT 1 FROM redactions WHERE revision = OLD.id)
  OR coalesce(NEW.reason, NEW.caption, NEW.file_name) IS NOT NULL
  OR (OLD.id, OLD.folio, OLD.sha256, OLD.author, OLD.device, OLD.recorded_at, OLD.withdrawn, OLD.question, OLD.media_type, OLD.bytes,
      OLD.width, OLD.height, OLD.taken_at, OLD.latitude, OLD.longitude)
    IS NOT
     (NEW.id, NEW.folio, NEW.sha256, NEW.author, NEW.device, NEW.recorded_at, NEW.withdrawn, NEW.question, NEW.media_type, NEW.bytes,
      NEW.width, NEW.height, NEW.taken_at, NEW.latitude, NEW.longitude)
BEGIN SELECT RAISE(ABORT, 'photos is insert-only'); END;

CREATE TRIGGER people_same BEFORE UPDATE ON people
WHEN NOT EXISTS (SELECT 1 FROM redactions WHERE revision = OLD.id)
  OR NEW.reason IS NOT NULL
  OR (OLD.id, OLD.person, OLD.author, OLD.device, OLD.recorded_at, OLD.withdrawn, OLD.role)
    IS NOT (NEW.id, NEW.person, NEW.author, NEW.device, NEW.recorded_at, NEW.withdrawn, NEW.role)
BEGIN SELECT RAISE(ABORT, 'people is insert-only'); END;

CREATE TRIGGER audit_settings_same BEFORE UPDATE ON audit_settings
WHEN NOT EXISTS (SELECT 1 FROM redactions WHERE revision = OLD.id)
  OR NEW.reason IS NOT NULL
  OR (OLD.id, OLD.setting, OLD.author, OLD.device, OLD.recorded_at, OLD.withdrawn, OLD.value)
    IS NOT (NEW.id, NEW.setting, NEW.author, NEW.device, NEW.recorded_at, NEW.withdrawn, NEW.value)
BEGIN SELECT RAISE(ABORT, 'audit_settings is insert-only'); END;

-- A redaction blanks its revision wherever the two meet, whichever arrives first.
CREATE TRIGGER redactions_blank AFTER INSERT ON redactions BEGIN
  UPDATE works SET reason = NULL, given = '{}', notices = '[]', list_name = NULL, executor = NULL, locality = NULL
    WHERE id = NEW.revision;
  UPDATE visits SET reason = NULL, evaluators = NULL, search_done = NULL, no_position_reason = NULL, no_photo_reason = NULL,
    companion = NULL, notes = NULL WHERE id = NEW.revision;
  UPDATE paperwork SET reason = NULL, notes = NULL WHERE id = NEW.revision;
  UPDATE photos SET reason = NULL, caption = NULL, file_name = NULL WHERE id = NEW.revision;
  UPDATE people SET reason = NULL WHERE id = NEW.revision;
  UPDATE audit_settings SET reason = NULL WHERE id = NEW.revision;
END;
CREATE TRIGGER works_blank AFTER INSERT ON works WHEN EXISTS (SELECT 1 FROM redactions WHERE revision = NEW.id) BEGIN
  UPDATE works SET reason = NULL, given = '{}', notices = '[]', list_name = NULL, executor = NULL, locality = NULL WHERE id = NEW.id;
END;
CREATE TRIGGER visits_blank AFTER INSERT ON visits WHEN EXISTS (SELECT 1 FROM redactions WHERE revision = NEW.id) BEGIN
  UPDATE visits SET reason = NULL, evaluators = NULL, search_done = NULL, no_position_reason = NULL, no_photo_reason = NULL,
    companion = NULL, notes = NULL WHERE id = NEW.id;
END;
CREATE TRIGGER paperwork_blank AFTER INSERT ON paperwork WHEN EXISTS (SELECT 1 FROM redactions WHERE revision = NEW.id) BEGIN
  UPDATE paperwork SET reason = NULL, notes = NULL WHERE id = NEW.id;
END;
CREATE TRIGGER photos_blank AFTER INSERT ON photos WHEN EXISTS (SELECT 1 FROM redactions WHERE revision = NEW.id) BEGIN
  UPDATE photos SET reason = NULL, caption = NULL, file_name = NULL WHERE id = NEW.id;
END;
CREATE TRIGGER people_blank AFTER INSERT ON people WHEN EXISTS (SELECT 1 FROM redactions WHERE revision = NEW.id) BEGIN
  UPDATE people SET reason = NULL WHERE id = NEW.id;
END;
CREATE TRIGGER audit_settings_blank AFTER INSERT ON audit_settings
WHEN EXISTS (SELECT 1 FROM redactions WHERE revision = NEW.id) BEGIN
  UPDATE audit_settings SET reason = NULL WHERE id = NEW.id;
END;

-- 3. Heads, and what is current: of several heads the one with the largest id, provisional until settled ------------------------

CREATE VIEW work_heads AS SELECT * FROM works r WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE older = r.id);
CREATE VIEW visit_heads AS SELECT * FROM visits r WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE older = r.id);
CREATE VIEW paperwork_heads AS SELECT * FROM paperwork r WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE older = r.id);
CREATE VIEW photo_heads AS SELECT * FROM photos r WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE older = r.id);
CREATE VIEW people_heads AS SELECT * FROM people r WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE older = r.id);
CREATE VIEW setting_heads AS SELECT * FROM audit_settings r WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE older = r.id);

CREATE VIEW current_works AS SELECT * FROM work_heads h
  WHERE NOT withdrawn AND NOT EXISTS (SELECT 1 FROM work_heads x WHERE x.folio = h.folio AND x.id > h.id);
CREATE VIEW current_visits AS SELECT * FROM visit_heads h
  WHERE NOT withdrawn AND NOT EXISTS (SELECT 1 FROM visit_heads x WHERE x.folio = h.folio AND x.id > h.id);
CREATE VIEW current_paperwork AS SELECT * FROM paperwork_heads h
  WHERE NOT withdrawn AND NOT EXISTS (SELECT 1 FROM paperwork_heads x WHERE x.folio = h.folio AND x.id > h.id);
CREATE VIEW current_photos AS SELECT * FROM photo_heads h
  WHERE NOT withdrawn
    AND NOT EXISTS (SELECT 1 FROM photo_heads x WHERE x.folio = h.folio AND x.sha256 = h.sha256 AND x.id > h.id);
CREATE VIEW current_people AS SELECT * FROM people_heads h
  WHERE NOT withdrawn AND NOT EXISTS (SELECT 1 FROM people_heads x WHERE x.person = h.person AND x.id > h.id);
CREATE VIEW current_settings AS SELECT * FROM setting_heads h
  WHERE NOT withdrawn AND NOT EXISTS (SELECT 1 FROM setting_heads x WHERE x.setting = h.setting AND x.id > h.id);

-- Two laptops that say the same of a person or a setting do not contradict each other.
CREATE VIEW conflicts (kind, key) AS
  SELECT 'works', folio FROM work_heads GROUP BY folio HAVING count(*) > 1
  UNION ALL SELECT 'visits', folio FROM visit_heads GROUP BY folio HAVING count(*) > 1
  UNION ALL SELECT 'paperwork', folio FROM paperwork_heads GROUP BY folio HAVING count(*) > 1
  UNION ALL SELECT 'photos', folio || ' ' || sha256 FROM photo_heads GROUP BY folio, sha256 HAVING count(*) > 1
  UNION ALL SELECT 'people', person FROM people_heads GROUP BY person HAVING count(DISTINCT role || withdrawn) > 1
  UNION ALL SELECT 'audit_settings', setting FROM setting_heads GROUP BY setting HAVING count(DISTINCT value || withdrawn) > 1;

-- 4. What counts ----------------------------------------------------------------------------------------------------------------

-- Works whose record, visit or paperwork is in conflict: in no figure until a person settles it.
CREATE VIEW unsettled (folio) AS SELECT DISTINCT key FROM conflicts WHERE kind IN ('works', 'visits', 'paperwork');

-- The sample: the main works and the reserve works that replace one; the rest of the reserve waits outside. A work that was
-- replaced stays, with its own outcome.
CREATE VIEW sampled AS SELECT * FROM current_works WHERE role = 'main' OR replaces IS NOT NULL;

-- Who replaces whom, as any version not superseded says: in a conflict, each of the works that may have been replaced.
CREATE VIEW replacements (original, substitute) AS
  SELECT DISTINCT replaces, folio FROM work_heads WHERE replaces IS NOT NULL AND NOT withdrawn;

-- The reserve in the order it is used, by stratum and primary unit; `free` is NULL while a conflict leaves open whether it is.
CREATE VIEW reserve (folio, stratum, psu, turn, free) AS
  SELECT folio, stratum, psu,
    row_number() OVER (PARTITION BY stratum, psu ORDER BY reserve_order IS NULL, reserve_order, folio),
    (SELECT CASE WHEN count(x.replaces) = count(*) THEN 0 WHEN count(*) = 1 THEN 1 END FROM work_heads x WHERE x.folio = w.folio)
  FROM current_works w WHERE role = 'reserve';

-- The documents this audit asks for.
CREATE VIEW documents_asked (code) AS
  SELECT d.value FROM current_settings s, json_each(s.value) d WHERE s.setting = 'documents';

-- How each work of the sample ended: located, not_located, out_of_scope, conflict, or not_visited with its reason.
CREATE VIEW dispositions (folio, disposition, reason, attempts) AS
WITH u AS MATERIALIZED (SELECT folio FROM unsettled)
SELECT s.folio,
  CASE WHEN s.folio IN u THEN 'conflict'
       WHEN v.outcome IN ('located', 'not_located', 'out_of_scope') THEN v.outcome
       ELSE 'not_visited' END,
  CASE WHEN s.folio IN u OR v.outcome IN ('located', 'not_located') THEN NULL
       WHEN v.folio IS NULL THEN 'not_attempted'
       ELSE coalesce(v.outcome_detail, 'no_answer') END,
  CASE WHEN v.folio IS NULL THEN 0 ELSE coalesce(v.attempt, 1) END
FROM sampled s LEFT JOIN current_visits v ON v.folio = s.folio;

-- One row per work in an indicator's denominator: y is 1 or 0 (a number for means), NULL when there is no answer.
CREATE VIEW outcomes (folio, indicator, y) AS
WITH
  w AS MATERIALIZED (
    SELECT folio, executor_kind, start_date, end_date, state_code, municipality, municipality_code, marginality
    FROM sampled WHERE folio NOT IN (SELECT folio FROM unsettled)),
  v AS MATERIALIZED (
    SELECT folio, outcome, operates, matches_plan, maintained, priority_need
    FROM current_visits WHERE folio IN (SELECT folio FROM w)),
  located AS MATERIALIZED (
    SELECT folio, nullif(operates, 'no_answer') AS operates, nullif(matches_plan, 'no_answer') AS matches_plan,
      nullif(maintained, 'no_answer') AS maintained, nullif(priority_need, 'no_answer') AS priority_need
    FROM v WHERE outcome = 'located'),
  file AS MATERIALIZED (
    SELECT folio, nullif(documents ->> '$.progress_reports.state', 'no_answer') AS progress_reports,
      nullif(documents ->> '$.delivery_act.state', 'no_answer') AS delivery_act,
      (SELECT CASE WHEN total(d.value ->> '$.state' IN ('missing', 'incomplete')) THEN 0
           WHEN total(d.value ->> '$.state' IN ('complete', 'not_applicable')) = (SELECT count(*) FROM documents_asked) THEN 1 END
         FROM json_each(documents) d WHERE d.key IN (SELECT code FROM documents_asked)) AS complete
    FROM current_paperwork WHERE folio IN (SELECT folio FROM w))

SELECT folio, 'located', CASE outcome WHEN 'located' THEN 1 ELSE 0 END
  FROM v WHERE outcome IN ('located', 'not_located')
UNION ALL
SELECT folio, 'operates_as_planned', CASE WHEN operates IS NULL OR matches_plan IS NULL THEN NULL
    WHEN operates = 'yes' AND matches_plan = 'yes' THEN 1 ELSE 0 END
  FROM located
UNION ALL
SELECT folio, 'operates', CASE WHEN operates IS NULL THEN NULL WHEN operates = 'yes' THEN 1 ELSE 0 END FROM located
UNION ALL
SELECT folio, 'matches_plan', CASE WHEN matches_plan IS NULL THEN NULL WHEN matches_plan = 'yes' THEN 1 ELSE 0 END FROM located
UNION ALL
SELECT folio, 'existing_and_operating', CASE WHEN outcome = 'not_located' THEN 0
    WHEN operates IS NULL OR operates = 'no_answer' THEN NULL WHEN operates = 'yes' THEN 1 ELSE 0 END
  FROM v WHERE outcome IN ('located', 'not_located')
UNION ALL
SELECT folio, 'maintained', CASE WHEN maintained IS NULL THEN NULL WHEN maintained = 'adequate' THEN 1 ELSE 0 END
  FROM located WHERE maintained IS NOT 'not_yet_needed'
UNION ALL
SELECT folio, 'priority_need', CASE WHEN priority_need IS NULL THEN NULL WHEN priority_need = 'yes' THEN 1 ELSE 0 END FROM located
UNION ALL
SELECT folio, 'paperwork_complete', complete FROM file
UNION ALL
SELECT folio, 'progress_reports', CASE WHEN progress_reports IS NULL THEN NULL WHEN progress_reports = 'complete' THEN 1 ELSE 0 END
  FROM file WHERE progress_reports IS NOT 'not_applicable'
UNION ALL
SELECT folio, 'delivery_act', CASE WHEN delivery_act IS NULL THEN NULL WHEN delivery_act = 'complete' THEN 1 ELSE 0 END
  FROM file WHERE delivery_act IS NOT 'not_applicable'
UNION ALL
SELECT folio, 'progress_and_delivery', CASE WHEN progress_reports IS NULL OR delivery_act IS NULL THEN NULL
    WHEN progress_reports = 'complete' AND delivery_act = 'complete' THEN 1 ELSE 0 END
  FROM file WHERE progress_reports IS NOT 'not_applicable' AND delivery_act IS NOT 'not_applicable'
UNION ALL
SELECT folio, 'executed_by_municipality', CASE WHEN executor_kind IS NULL THEN NULL WHEN executor_kind = 'municipality' THEN 1 ELSE 0 END
  FROM w
UNION ALL
SELECT folio, 'duration_months', CASE WHEN length(start_date) = 10 AND length(end_date) = 10
    THEN (julianday(end_date) - julianday(start_date)) / 30.4375 ELSE NULL END
  FROM w
UNION ALL
SELECT folio, 'low_marginality_municipalities', CASE WHEN marginality IS NULL THEN NULL
    WHEN lower(trim(marginality)) IN ('bajo', 'muy bajo', 'low', 'very low') THEN 1 ELSE 0 END
  FROM w WHERE municipality IS NOT NULL OR (state_code IS NOT NULL AND municipality_code IS NOT NULL);

-- 5. This laptop only: changed in place, never sent --------------------------------------------------------------------------------

CREATE TABLE devices (                     -- the identities under which this copy of the folder has written; the newest writes now
  device TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, since TEXT NOT NULL
) STRICT;

CREATE TABLE drafts (                      -- forms not finished yet: the raw pairs as typed
  id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('visits', 'paperwork')), folio TEXT NOT NULL,
  base TEXT NOT NULL CHECK (json_valid(base)),            -- the revisions the person is looking at: [id, ...]
  answers TEXT NOT NULL CHECK (json_valid(answers)),      -- [[name, text], ...]
  revision INTEGER NOT NULL, author TEXT NOT NULL, saved_at TEXT NOT NULL
) STRICT;
CREATE INDEX drafts_folio ON drafts (folio);

CREATE TABLE photo_looks (sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64), look TEXT CHECK (length(look) = 16)) STRICT; -- 64 bits
CREATE TABLE photo_twins (sha256 TEXT NOT NULL, other TEXT NOT NULL, PRIMARY KEY (sha256, other)) STRICT; -- each way; looks alike

CREATE TABLE photos_waiting (              -- photos of a day that no work has been given yet: no evidence until a person says whose they are
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
  path TEXT NOT NULL,                      -- folders and name as the person had them: a hint, never a path of ours
  media_type TEXT NOT NULL, bytes INTEGER NOT NULL, width INTEGER, height INTEGER, taken_at TEXT, latitude REAL, longitude REAL,
  look TEXT,                               -- as in photo_looks
  folio TEXT, ticked INTEGER CHECK (ticked IN (0, 1)),    -- what the person chose; NULL while the proposal stands
  received_at TEXT NOT NULL
) STRICT;

CREATE TABLE day_route (                   -- the works that this laptop is to go to, in order: [folio, ...]; one visited later than this id is done
  id TEXT PRIMARY KEY, folios TEXT NOT NULL
) STRICT;

CREATE TABLE packages_sent (               -- each package made here; `through` is the last row that each table had then: {kind: rowid}
  number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, digest TEXT NOT NULL, sent_at TEXT NOT NULL, through TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE VIEW written (kind, place, device) AS
  SELECT 'works', rowid, device FROM works
  UNION ALL SELECT 'visits', rowid, device FROM visits
  UNION ALL SELECT 'paperwork', rowid, device FROM paperwork
  UNION ALL SELECT 'photos', rowid, device FROM photos
  UNION ALL SELECT 'people', rowid, device FROM people
  UNION ALL SELECT 'audit_settings', rowid, device FROM audit_settings
  UNION ALL SELECT 'redactions', rowid, device FROM redactions;
CREATE TRIGGER packages_sent_through AFTER INSERT ON packages_sent BEGIN
  UPDATE packages_sent SET through = (
    SELECT json_group_object(kind, last) FROM (SELECT kind, max(place) AS last FROM written GROUP BY kind))
  WHERE number = NEW.number;
END;
CREATE VIEW unsent (kind, revisions) AS    -- what was written here since the last package
  SELECT kind, count(*) FROM written
  WHERE device IN (SELECT device FROM devices)
    AND place > coalesce((SELECT through ->> ('$.' || kind) FROM packages_sent ORDER BY number DESC LIMIT 1), 0)
  GROUP BY kind;
CREATE TABLE packages_received (sha256 TEXT PRIMARY KEY, device TEXT NOT NULL, number INTEGER NOT NULL, received_at TEXT NOT NULL) STRICT;
CREATE TABLE backups_made (                -- each backup of this folder, and how many revisions there were then
  number INTEGER PRIMARY KEY, made_at TEXT NOT NULL, path TEXT NOT NULL, revisions INTEGER NOT NULL
) STRICT;
CREATE VIEW last_backup AS SELECT made_at, path, revisions FROM backups_made ORDER BY number DESC LIMIT 1;
