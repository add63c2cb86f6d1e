package rounds_test

import (
	"testing"

	"thidua/internal/rounds"
)

func TestVariablesGoBefore(t *testing.T) {
	t.Setenv(rounds.Variable, "")
	t.Setenv(rounds.SeedVariable, "")
	if n, seed := rounds.Of(12), rounds.Seed(7); n != 12 || seed != 7 {
		t.Errorf("%d rounds, seed %d", n, seed)
	}
	t.Setenv(rounds.Variable, "500")
	t.Setenv(rounds.SeedVariable, "3")
	if n, seed := rounds.Of(12), rounds.Seed(7); n != 500 || seed != 3 {
		t.Errorf("%d rounds, seed %d", n, seed)
	}
	t.Setenv(rounds.Variable, "many")
	defer func() {
		if recover() == nil {
			t.Error("no number was taken for one")
		}
	}()
	rounds.Of(12)
}
