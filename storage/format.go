package storage

import (
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"

	"thidua/emulation"
	"thidua/internal/durable"
	"thidua/storage/crypt"
	"thidua/storage/found"
)

// Schema is the version of the data folder this program writes. A folder with a higher one is refused untouched; an older one is taken over
// once a verified backup holds what is in it.
//
//	1  own changes stayed in the journal until they had a leaf; a server flushed its rows and had no journal
//	2  they stay until a verified backup holds them; a server journals the rows of every commit
//
// FORMAT of an encrypted folder says encrypted, that programs which know nothing of encryption leave it alone; its rows are those of Schema.
const (
	Schema    = 2
	encrypted = 3
)

// The file FORMAT is readable before the rows are opened, so that a newer folder is refused without touching it: a name, the schema, and the
// CRC32C over both, so that a flipped bit is not taken for a newer program.
const (
	formatFile = "FORMAT"
	formatName = "thidua-store"
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

func formatLine(schema int) string {
	head := fmt.Sprintf("%s %d", formatName, schema)
	return fmt.Sprintf("%s %08x\n", head, crc32.Checksum([]byte(head), castagnoli))
}

// readFormat is the schema of a folder; 0 of one that is to be made, or whose file is damaged.
func readFormat(dir string) (schema int, err error) {
	raw, err := os.ReadFile(filepath.Join(dir, formatFile))
	if errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, found.Disk(err)
	}
	if _, err := fmt.Sscanf(string(raw), formatName+" %d", &schema); err != nil || string(raw) != formatLine(schema) {
		return 0, emulation.Errorf(emulation.Corrupt, "storage.format").Because(err)
	}
	if schema > encrypted {
		return 0, newer(uint64(schema))
	}
	return schema, nil
}

func newer(schema uint64) error {
	return emulation.Errorf(emulation.Newer, "storage.newer", "schema", schema, "known", Schema)
}

func writeFormat(dir string, schema int, key *crypt.Key) error {
	if key != nil {
		schema = encrypted
	}
	return durable.Replace(filepath.Join(dir, formatFile), durable.Private, durable.Bytes([]byte(formatLine(schema))))
}
