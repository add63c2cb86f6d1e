package main

import (
	"crypto/rand"
	"os"
	"testing"
	"time"

	"thidua/internal/desk"
	"thidua/internal/sample"
)

func TestX(t *testing.T) {
	s, err := sample.Load("cum-4-2023-2024")
	if err != nil {
		t.Fatal(err)
	}
	raw, _ := os.ReadFile("/tmp/team/test-season.txt")
	sc, err := parseScript("season.txt", string(raw))
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	p, err := newPlay(Main{Env: desk.Environment{Now: time.Now, Rand: rand.Reader}}, s, t.TempDir(), time.Date(2023, 9, 1, 8, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	p.tell = func(h string) { t.Log(h, time.Since(start)) }
	err = p.run("season.txt", sc)
	t.Log(p.count, time.Since(start), err, p.close())
}
