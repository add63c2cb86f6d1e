package folder

import (
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"

	"thidua/emulation"
	"thidua/internal/durable"
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

func formatLine(schema int) string {
	head := fmt.Sprintf("%s %d", formatName, schema)
	return fmt.Sprintf("%s %08x\n", head, crc32.Checksum([]byte(head), crc32.MakeTable(crc32.Castagnoli)))
}

// Format is the schema of a folder; 0 of one that is to be made, whose file is damaged, or that is encrypted: then its rows say. Errors: Corrupt
// "storage.format", Newer, and those of the disk.
func Format(dir string) (schema int, err error) {
	if schema, err = readFormat(dir); schema == encrypted {
		schema = 0
	}
	return schema, err
}

func readFormat(dir string) (schema int, err error) {
	raw, err := durable.ReadFile(filepath.Join(dir, formatFile))
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
		return 0, Newer(uint64(schema))
	}
	return schema, nil
}

// Newer is the error for a schema that this program does not know.
func Newer(schema uint64) error {
	return emulation.Errorf(emulation.Newer, "storage.newer", "schema", schema, "known", Schema)
}

// WriteFormat says in FORMAT which schema the folder is of.
func (f *Folder) WriteFormat(schema int) error {
	if f.Key != nil {
		schema = encrypted
	}
	return durable.Replace(f.Path(formatFile), durable.Private, durable.Bytes([]byte(formatLine(schema))))
}

// KeepFormat is WriteFormat where the file says something else, is damaged or is gone.
func (f *Folder) KeepFormat(schema int) error {
	want := schema
	if f.Key != nil {
		want = encrypted
	}
	if have, err := readFormat(f.Dir); err == nil && have == want {
		return nil
	}
	return f.WriteFormat(schema)
}
