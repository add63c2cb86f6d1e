package storage

import (
	"encoding/binary"
	"hash/crc32"
	"os"

	"github.com/dgraph-io/badger/v4/fb"
)

// checkTable reads one of Badger's tables and reports whether its index and all blocks are what was written. The file ends with the index,
// its length (4 bytes), its checksum, and the checksum's length (4 bytes); a block ends with its checksum and that length.
func checkTable(path string) (bool, error) {
	f, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return false, err
	}
	at := st.Size()
	read := func(n int64) []byte { // the n bytes before at
		if err != nil || n < 0 || n > at {
			return nil
		}
		b := make([]byte, n)
		at -= n
		_, err = f.ReadAt(b, at)
		return b
	}
	tail := func() int64 {
		if b := read(4); len(b) == 4 && err == nil {
			return int64(binary.BigEndian.Uint32(b))
		}
		return -1
	}
	sum := read(tail())
	index := read(tail())
	if err != nil || len(index) == 0 || !checksumFits(sum, index) {
		return false, err
	}
	t := fb.GetRootAsTableIndex(index, 0)
	var buf []byte
	var end int64
	for i := range t.OffsetsLength() {
		var o fb.BlockOffset
		if !t.Offsets(&o, i) || int64(o.Offset()) != end {
			return false, nil
		}
		n := int64(o.Len())
		if n < 8 || end+n > at {
			return false, nil
		}
		if int64(cap(buf)) < n {
			buf = make([]byte, n)
		}
		if _, err := f.ReadAt(buf[:n], end); err != nil {
			return false, err
		}
		if !checkBlock(buf[:n]) {
			return false, nil
		}
		end += n
	}
	return end == at, nil
}

func checkBlock(b []byte) bool {
	n := uint64(binary.BigEndian.Uint32(b[len(b)-4:]))
	b = b[:len(b)-4]
	if n > uint64(len(b)) {
		return false
	}
	data := b[:uint64(len(b))-n]
	return checksumFits(b[len(data):], data)
}

// checksumFits compares data with a checksum message: field 1 the algorithm (0 = CRC32C, left out), field 2 the sum.
func checksumFits(message, data []byte) bool {
	var want uint64
	found := false
	ok := protoFields(message, func(field int, v uint64, body []byte) bool {
		found = field == 2 && body == nil
		want = v
		return found
	})
	sum := uint64(crc32.Checksum(data, castagnoli))
	return ok && want == sum && (found || sum == 0)
}
