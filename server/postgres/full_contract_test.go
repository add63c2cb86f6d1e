//go:build full && postgres && unix

package postgres_test

import (
	"context"
	"crypto/rand"
	"flag"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"thidua/internal/storetest"
	"thidua/internal/testpostgres"
	"thidua/server/postgres"
	"thidua/storage/blob"
)

// opening opens a database for each place.
func opening(s *testpostgres.Server) storetest.Opening {
	var mu sync.Mutex
	databases := map[string]string{}
	return func(place string) (storetest.Store, error) {
		mu.Lock()
		url, ok := databases[place]
		if !ok {
			url = s.Database()
			databases[place] = url
		}
		mu.Unlock()
		return open(url, place)
	}
}

func open(url, place string) (*postgres.DB, error) {
	files := blob.New(filepath.Join(place, "files"), nil, rand.Reader, func() error { return nil })
	if err := files.Tidy(); err != nil {
		return nil, err
	}
	return postgres.Open(context.Background(), url, postgres.Options{Blobs: files, Holder: []byte(place), Told: "the test"})
}

func TestFullContract(t *testing.T) {
	s := testpostgres.New(t)
	storetest.Contract(t, opening(s))
	t.Run("model", func(t *testing.T) { storetest.Model(t, opening(s), nil) })
}

// TestFullContractSerializable is the contract where the database sees to it that transactions are as if one came after the other, and refuses them
// for it.
func TestFullContractSerializable(t *testing.T) {
	s := testpostgres.New(t)
	s.Do("ALTER ROLE test SET default_transaction_isolation = serializable")
	storetest.Contract(t, opening(s))
}

// TestFullModelInTrouble is the model while connections are ended and the database is stopped, orderly and not.
func TestFullModelInTrouble(t *testing.T) {
	s := testpostgres.New(t)
	storetest.Model(t, opening(s), func(rt *rapid.T) {
		switch rapid.IntRange(0, 9).Draw(rt, "trouble") {
		case 0, 1, 2:
			s.Cut()
		case 3:
			s.Stop(rapid.Bool().Draw(rt, "orderly"))
			s.Start()
		}
	})
}

func TestMain(m *testing.M) {
	if err := flag.Set("rapid.checks", "10"); err != nil {
		panic(err)
	}
	os.Exit(m.Run())
}
