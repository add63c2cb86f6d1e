package identity_test

import (
	"testing"

	"thidua/sync/identity"
)

// TestPinThatBeginsWithASlash: one pin in 64 does.
func TestPinThatBeginsWithASlash(t *testing.T) {
	const pin = "sha256//EK0vvSTMHOVgSa5sOpD3cpPXq9HLAThpFJaK2cNIlE="
	for _, typed := range []string{pin, " " + pin + " ", "sha256///EK0vvSTMHOVgSa5sOpD3cpPXq9HLAThpFJaK2cNIlE", "/EK0vvSTMHOVgSa5sOpD3cpPXq9HLAThpFJaK2cNIlE="} {
		if got, err := identity.ParsePin(typed); err != nil || got != pin {
			t.Errorf("%q: %q, %v", typed, got, err)
		}
	}
}
