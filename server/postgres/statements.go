package postgres

// Every statement. They are meant for whatever speaks PostgreSQL's language: no sequences, advisory locks, notices, triggers, temporary tables or
// functions of one's own; a test reads them. Of a batch the rows of one table are one statement, whose parameters are arrays.

// The lease.
const (
	selectLease = `SELECT holder, told, epoch, ends > now() FROM leases WHERE name_hash = $1 FOR UPDATE`
	insertLease = `INSERT INTO leases (name_hash, holder, told, epoch, ends) VALUES ($1, $2, $3, 0, now()) ON CONFLICT DO NOTHING`
	takeLease   = `UPDATE leases SET holder = $2, told = $3, epoch = $4, ends = now() + $5 * INTERVAL '1 second' WHERE name_hash = $1`
	renewLease  = `UPDATE leases SET ends = now() + $3 * INTERVAL '1 second' WHERE name_hash = $1 AND epoch = $2`
	checkLease  = `SELECT epoch FROM leases WHERE name_hash = $1 FOR SHARE`
)

// What is asked once, at the start.
const (
	showCommit    = `SHOW synchronous_commit`
	selectVersion = `SELECT max(version_id) FROM schema_versions`
	selectHeads   = `SELECT scope, head FROM heads`
)

// Heads are taken before anything else is written, in the order of their hashes.
const (
	insertHeads = `INSERT INTO heads (scope_hash, scope, size, head)
		SELECT h, s, 0, $3 FROM unnest($1::BYTEA[], $2::BYTEA[]) AS t (h, s) ON CONFLICT DO NOTHING`
	lockHeads  = `SELECT scope, head FROM heads WHERE scope_hash = ANY($1::BYTEA[]) ORDER BY scope_hash FOR UPDATE`
	shareHeads = `SELECT scope, head FROM heads WHERE scope_hash = ANY($1::BYTEA[]) ORDER BY scope_hash FOR SHARE`
	updateHead = `UPDATE heads SET size = $2, head = $3 WHERE scope_hash = $1`
)

// The rows of a batch.
const (
	insertLeaves = `INSERT INTO leaves (scope_hash, leaf_index, root, leaf, commitments, change)
		SELECT * FROM unnest($1::BYTEA[], $2::BIGINT[], $3::BYTEA[], $4::BYTEA[], $5::BYTEA[], $6::BYTEA[])`
	updateCommitments = `UPDATE leaves SET commitments = $3 WHERE scope_hash = $1 AND leaf_index = $2`
	upsertPlaces      = `INSERT INTO places (identity_hash, place) SELECT * FROM unnest($1::BYTEA[], $2::BYTEA[])
		ON CONFLICT (identity_hash) DO UPDATE SET place = excluded.place`
	upsertChains = `INSERT INTO chains (scope_hash, log, epoch, chain) SELECT * FROM unnest($1::BYTEA[], $2::BYTEA[], $3::BIGINT[], $4::BYTEA[])
		ON CONFLICT (scope_hash, log, epoch) DO UPDATE SET chain = excluded.chain`
	upsertRecords = `INSERT INTO records (scope_hash, kind, owner, id, record)
		SELECT * FROM unnest($1::BYTEA[], $2::BYTEA[], $3::BYTEA[], $4::BYTEA[], $5::BYTEA[])
		ON CONFLICT (scope_hash, kind, owner, id) DO UPDATE SET record = excluded.record`
	deleteRecord   = `DELETE FROM records WHERE scope_hash = $1 AND kind = $2 AND owner = $3 AND id = $4`
	upsertPersonal = `INSERT INTO personal (commitment_hash, value) SELECT * FROM unnest($1::BYTEA[], $2::BYTEA[])
		ON CONFLICT (commitment_hash) DO UPDATE SET value = excluded.value`
	upsertSettings = `INSERT INTO settings (name_hash, name, value) SELECT * FROM unnest($1::BYTEA[], $2::BYTEA[], $3::BYTEA[])
		ON CONFLICT (name_hash) DO UPDATE SET value = excluded.value`
	deleteSettings = `DELETE FROM settings WHERE name_hash = ANY($1::BYTEA[])`
)

// What is read.
const (
	selectHead        = `SELECT head FROM heads WHERE scope_hash = $1`
	selectRoot        = `SELECT root FROM leaves WHERE scope_hash = $1 AND leaf_index = $2`
	selectLeaves      = `SELECT leaf_index, root, leaf, commitments, change FROM leaves WHERE scope_hash = $1 AND leaf_index >= $2 AND leaf_index < $3 ORDER BY leaf_index`
	selectChange      = `SELECT change FROM leaves WHERE scope_hash = $1 AND leaf_index = $2`
	selectPlace       = `SELECT place FROM places WHERE identity_hash = $1`
	selectChain       = `SELECT chain FROM chains WHERE scope_hash = $1 AND log = $2 AND epoch = $3`
	selectRecord      = `SELECT record FROM records WHERE scope_hash = $1 AND kind = $2 AND owner = $3 AND id = $4`
	selectAllRecords  = `SELECT kind, owner, id, record FROM records WHERE scope_hash = $1 ORDER BY kind, owner, id`
	selectKind        = `SELECT kind, owner, id, record FROM records WHERE scope_hash = $1 AND kind = $2 ORDER BY kind, owner, id`
	selectKindOfOwner = `SELECT kind, owner, id, record FROM records WHERE scope_hash = $1 AND kind = $2 AND owner = $3 ORDER BY kind, owner, id`
	selectPersonal    = `SELECT commitment_hash, value FROM personal WHERE commitment_hash = ANY($1::BYTEA[])`
	selectSetting     = `SELECT value FROM settings WHERE name_hash = $1`
)
