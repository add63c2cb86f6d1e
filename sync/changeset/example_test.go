package changeset_test

import (
	"crypto/ed25519"
	"fmt"

	"thidua/emulation"
	"thidua/sync/changeset"
)

// A change is signed as exact bytes. Whoever holds the public key can check them; one bit that differs is seen.
func ExampleChange_Sign() {
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize)) // a desk's own comes from chance
	public := key.Public().(ed25519.PublicKey)
	tenant := changeset.TenantOf(public)
	cluster := changeset.NewScope(changeset.Cluster, emulation.Digest([]byte("cum-4")).Short())

	signed, err := changeset.Change{
		Format: changeset.Format, Tenant: tenant, Log: changeset.LogIDOf(public), Scope: cluster, Seq: 1, Schema: changeset.Schema, Intent: "comment",
		Operations: []changeset.Operation{changeset.Op("comment", changeset.NewKey(tenant, "I.1"), "text", "xem lại số liệu")},
	}.Sign(key)
	if err != nil {
		fmt.Println(err)
		return
	}

	received, err := changeset.Decode(tenant, signed.Raw)
	fmt.Println(err, received.Identity == signed.Identity, received.Verify(public))

	signed.Raw[len(signed.Raw)-1] ^= 1
	forged, err := changeset.Decode(tenant, signed.Raw)
	fmt.Println(err, forged.Verify(public) != nil)
	// Output:
	// <nil> true <nil>
	// <nil> true
}
