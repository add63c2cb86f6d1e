// Package postgres keeps a hub's logs in a database that speaks PostgreSQL's language: leaves, heads and the records folded from them, each batch in
// one transaction that begins with the heads of the logs it writes. Evidence files lie elsewhere; whoever opens the store says where.
//
// One process at a time has a database ([Options.Holder]). It judges nothing, and every statement it ever makes stands in statements.go, in words that
// CockroachDB, YugabyteDB and Citus know too.
package postgres
