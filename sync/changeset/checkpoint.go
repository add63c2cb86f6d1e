package changeset

import (
	"crypto/ed25519"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"

	"thidua/emulation"
)

// Checkpoint is the server's signed word on a log: its generation, size and root.
type Checkpoint struct {
	Tenant     Tenant
	Scope      Scope
	Generation uint64
	Size       uint64
	Root       emulation.Hash
}

// serverName is the key name in the note's signature line.
const serverName = "thidua-server"

func (c Checkpoint) origin() string {
	return fmt.Sprintf("thidua/%s/%s/%d", c.Tenant, c.Scope, c.Generation)
}

// Sign writes the checkpoint as a signed note (golang.org/x/mod/sumdb/note).
func (c Checkpoint) Sign(key ed25519.PrivateKey) ([]byte, error) {
	signer, err := noteSigner(key)
	if err != nil {
		return nil, err
	}
	return note.Sign(&note.Note{Text: c.text()}, signer)
}

func (c Checkpoint) text() string {
	return fmt.Sprintf("%s\n%d\n%s\n", c.origin(), c.Size, base64.StdEncoding.EncodeToString(c.Root[:]))
}

// OpenCheckpoint reads a signed note and checks the server's signature; any fault is the error "changeset.checkpoint".
func OpenCheckpoint(raw []byte, server ed25519.PublicKey) (*Checkpoint, error) {
	bad := func(cause error) error {
		return emulation.Errorf(emulation.Corrupt, "changeset.checkpoint").Because(cause)
	}
	vkey, err := note.NewEd25519VerifierKey(serverName, server)
	if err != nil {
		return nil, bad(err)
	}
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return nil, bad(err)
	}
	n, err := note.Open(raw, note.VerifierList(verifier))
	if err != nil {
		return nil, bad(err)
	}
	lines := strings.Split(n.Text, "\n")
	if len(lines) != 4 || lines[3] != "" {
		return nil, bad(nil)
	}
	parts := strings.Split(lines[0], "/")
	if len(parts) != 5 || parts[0] != "thidua" {
		return nil, bad(nil)
	}
	c := new(Checkpoint)
	if c.Tenant, err = emulation.ParseID(parts[1]); err != nil {
		return nil, bad(err)
	}
	if c.Scope, err = ParseScope(parts[2] + "/" + parts[3]); err != nil {
		return nil, bad(err)
	}
	if c.Generation, err = strconv.ParseUint(parts[4], 10, 64); err != nil {
		return nil, bad(err)
	}
	if c.Size, err = strconv.ParseUint(lines[1], 10, 64); err != nil {
		return nil, bad(err)
	}
	root, err := base64.StdEncoding.DecodeString(lines[2])
	if err != nil || len(root) != len(c.Root) {
		return nil, bad(err)
	}
	c.Root = emulation.Hash(root)
	if c.text() != n.Text { // one spelling: no sign, no leading zero, no capital
		return nil, bad(nil)
	}
	return c, nil
}

// noteSigner wraps an Ed25519 key in the note package's own key text: "PRIVATE+KEY+name+hash+base64(1 ‖ seed)".
func noteSigner(key ed25519.PrivateKey) (note.Signer, error) {
	vkey, err := note.NewEd25519VerifierKey(serverName, key.Public().(ed25519.PublicKey))
	if err != nil {
		return nil, err
	}
	hash := strings.Split(vkey, "+")[1]
	seed := base64.StdEncoding.EncodeToString(append([]byte{1}, key.Seed()...))
	return note.NewSigner("PRIVATE+KEY+" + serverName + "+" + hash + "+" + seed)
}
