package identity_test

import (
	"bytes"
	"math"
	"testing"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/identity"
)

func sealed(t testing.TB, typ changeset.Type, v any, key byte) []byte {
	t.Helper()
	raw, _ := changeset.Seal(typ, tenant, changeset.MustEncode(v), keyOf(key))
	return raw
}

func TestCertificateGolden(t *testing.T) {
	raw, err := certificate().Sign(tenant, keyOf(2))
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "certificate.hex", raw)
	got, err := identity.ParseCertificate(tenant, raw)
	if err != nil {
		t.Fatal(err)
	}
	wanted := certificate()
	wanted.Issuer = publicOf(2)
	if !bytes.Equal(changeset.MustEncode(got), changeset.MustEncode(wanted)) {
		t.Errorf("%+v", got)
	}
	if got.Key.LogID() != changeset.LogIDOf(publicOf(3).Key()) || !got.Is(emulation.SubjectUnit, id(5)) || got.Is(emulation.SubjectOffice, id(5)) || got.Is(emulation.SubjectUnit, id(6)) {
		t.Error("whom it speaks for")
	}
}

func TestInvitationGolden(t *testing.T) {
	raw, err := invitation().Sign(tenant, keyOf(2))
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "invitation.hex", raw)
	got, err := identity.ParseInvitation(tenant, raw)
	if err != nil || got.OneTime != invitation().OneTime || got.Issuer != publicOf(2) {
		t.Fatalf("%+v %v", got, err)
	}
	for i := range raw {
		altered := bytes.Clone(raw)
		altered[i] ^= 0x20
		if got, err := identity.ParseInvitation(tenant, altered); err == nil || got != nil {
			t.Fatalf("byte %d altered: %v %v", i, got, err)
		}
	}
	for what, at := range map[string]int64{"negative": -1, "past all time": math.MaxInt64} {
		i := invitation()
		i.NotAfter = at
		raw, err := i.Sign(tenant, keyOf(2))
		if err != nil {
			t.Fatal(err)
		}
		if _, err = identity.ParseInvitation(tenant, raw); emulation.KeyOf(err) != "identity.validity" {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestCertificateValidity(t *testing.T) {
	cases := map[string]struct {
		from, to int64
		ok       bool
	}{
		"the longest":          {1_700_000_000, 1_700_000_000 + 120*24*3600, true},
		"a second":             {0, 1, true},
		"a second too long":    {1_700_000_000, 1_700_000_000 + 120*24*3600 + 1, false},
		"no time":              {5, 5, false},
		"backwards":            {6, 5, false},
		"before 1970":          {-1, 5, false},
		"all of time":          {math.MinInt64, math.MaxInt64, false},
		"half of time":         {math.MinInt64 / 2, math.MaxInt64, false},
		"past what can be met": {math.MaxInt64 - 5, math.MaxInt64, false},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			cert := certificate()
			cert.NotBefore, cert.NotAfter = c.from, c.to
			raw, err := cert.Sign(tenant, keyOf(2))
			if err != nil {
				t.Fatal(err)
			}
			got, err := identity.ParseCertificate(tenant, raw)
			if !c.ok {
				want(t, err, "identity.validity")
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			for ms, valid := range map[int64]bool{c.from*1000 - 1: false, c.from * 1000: true, c.to * 1000: true, c.to*1000 + 1: false} {
				if got.ValidAt(ms) != valid {
					t.Errorf("valid at %d: %v", ms, !valid)
				}
			}
		})
	}
}

func TestCertificateRefused(t *testing.T) {
	good, err := certificate().Sign(tenant, keyOf(2))
	if err != nil {
		t.Fatal(err)
	}
	signed := certificate()
	signed.Issuer = publicOf(2)
	entry := func(change func(m map[int]any)) any {
		var m map[int]any
		if err := changeset.Load(changeset.MustEncode(signed), &m); err != nil {
			t.Fatal(err)
		}
		change(m)
		return m
	}
	noRecipient := signed
	noRecipient.Recipient = "age1broken"
	cases := map[string]struct {
		raw []byte
		key string
	}{
		"signed by another":   {sealed(t, changeset.TypeCertificate, signed, 9), "changeset.signature"},
		"signed as a change":  {sealed(t, changeset.TypeChangeset, signed, 2), "changeset.signature"},
		"signed as an invite": {sealed(t, changeset.TypeInvitation, signed, 2), "changeset.signature"},
		"cut":                 {good[:len(good)-1], "changeset.malformed"},
		"a recipient broken":  {sealed(t, changeset.TypeCertificate, noRecipient, 2), "identity.recipient"},
		"a key of 33":         {sealed(t, changeset.TypeCertificate, entry(func(m map[int]any) { m[1] = append(m[1].([]byte), 0) }), 2), "changeset.malformed"},
		"a field more":        {sealed(t, changeset.TypeCertificate, entry(func(m map[int]any) { m[10] = true }), 2), "changeset.malformed"},
		"a field less":        {sealed(t, changeset.TypeCertificate, entry(func(m map[int]any) { delete(m, 6) }), 2), "changeset.malformed"},
		"rights null":         {sealed(t, changeset.TypeCertificate, entry(func(m map[int]any) { m[5] = nil }), 2), "changeset.malformed"},
		"nothing":             {nil, "changeset.malformed"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := identity.ParseCertificate(tenant, c.raw)
			want(t, err, c.key)
		})
	}
	_, err = identity.ParseCertificate(changeset.TenantOf(publicOf(7).Key()), good)
	want(t, err, "changeset.signature")
	for i := range good {
		altered := bytes.Clone(good)
		altered[i] ^= 1
		if _, err := identity.ParseCertificate(tenant, altered); err == nil {
			t.Fatalf("byte %d altered: accepted", i)
		}
	}
}

func TestRenewalChangesNothingButTime(t *testing.T) {
	a := certificate()
	cases := map[string]struct {
		change func(c *identity.Certificate)
		same   bool
	}{
		"nothing":        {func(*identity.Certificate) {}, true},
		"the end":        {func(c *identity.Certificate) { c.NotAfter++ }, true},
		"the start":      {func(c *identity.Certificate) { c.NotBefore++ }, true},
		"who signed":     {func(c *identity.Certificate) { c.Issuer = publicOf(8) }, true},
		"the key":        {func(c *identity.Certificate) { c.Key = publicOf(8) }, false},
		"the recipient":  {func(c *identity.Certificate) { c.Recipient = "" }, false},
		"the person":     {func(c *identity.Certificate) { c.Person = id(9) }, false},
		"the unit":       {func(c *identity.Certificate) { c.Subject.ID = id(9) }, false},
		"the subject":    {func(c *identity.Certificate) { c.Subject.Kind = emulation.SubjectOffice }, false},
		"a right more":   {func(c *identity.Certificate) { c.May = append(c.May, emulation.RoleOffice) }, false},
		"a right less":   {func(c *identity.Certificate) { c.May = c.May[:1] }, false},
		"a grant more":   {func(c *identity.Certificate) { c.MayGrant = append(c.MayGrant, emulation.RoleLeader) }, false},
		"no grant":       {func(c *identity.Certificate) { c.MayGrant = nil }, false},
		"order of right": {func(c *identity.Certificate) { c.May = []emulation.Role{c.May[1], c.May[0]} }, false},
	}
	for name, c := range cases {
		b := certificate()
		c.change(&b)
		if a.SameRights(&b) != c.same || b.SameRights(&a) != c.same {
			t.Errorf("%s: same %v", name, !c.same)
		}
	}
	b := certificate()
	a.MayGrant, b.MayGrant = nil, []emulation.Role{}
	if !a.SameRights(&b) {
		t.Error("no rights and an empty list of them differ")
	}
}
