package storage

import (
	"encoding/binary"
	"hash/crc32"
	"os"

	"github.com/dgraph-io/badger/v4/fb"
)

// One of Badger's tables is a file of blocks, then the index, its length (4 bytes), its checksum, and the checksum's length (4 bytes). A
// block ends with its checksum and that length.

// checkTable reads a table and reports whether its index and all blocks are what was written. Each sound block is shown to visit, if that is
// given. Blocks are read one by one: tables are many and memory is small.
func checkTable(path string, visit func(block []byte)) (bool, error) {
	f, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer f.Close()
	st, err := f.Stat()
	if err != nil {
		return false, err
	}
	tail, err := tableTail(f, st.Size())
	if err != nil || tail == nil {
		return false, err
	}
	index, sum, ok := tableIndex(tail)
	if !ok || !checksumFits(sum, index) {
		return false, nil
	}
	var buf []byte
	blocks := st.Size() - int64(len(tail)) // how many bytes of blocks there are
	end := int64(0)
	whole := eachBlock(index, func(n int64) bool {
		if n < 8 || n > blocks-end {
			return false
		}
		if int64(cap(buf)) < n {
			buf = make([]byte, n)
		}
		if _, err = f.ReadAt(buf[:n], end); err != nil {
			return false
		}
		end += n
		if !checkBlock(buf[:n]) {
			return false
		}
		if visit != nil {
			visit(buf[:n])
		}
		return true
	})
	return whole && end == blocks, err
}

// tableTail reads a table from its index on; nil if the lengths at the end make no sense.
func tableTail(f *os.File, size int64) ([]byte, error) {
	at := size
	var four [4]byte
	for range 2 { // the checksum, then the index
		if at -= 4; at < 0 {
			return nil, nil
		}
		if _, err := f.ReadAt(four[:], at); err != nil {
			return nil, err
		}
		if at -= int64(binary.BigEndian.Uint32(four[:])); at < 0 {
			return nil, nil
		}
	}
	tail := make([]byte, size-at)
	_, err := f.ReadAt(tail, at)
	return tail, err
}

// tableIndex takes the end of a table apart.
func tableIndex(raw []byte) (index, sum []byte, ok bool) {
	cut := func() []byte {
		if len(raw) < 4 {
			return nil
		}
		n := uint64(binary.BigEndian.Uint32(raw[len(raw)-4:]))
		raw = raw[:len(raw)-4]
		if n > uint64(len(raw)) {
			return nil
		}
		part := raw[uint64(len(raw))-n:]
		raw = raw[:uint64(len(raw))-n]
		return part
	}
	sum = cut()
	index = cut()
	return index, sum, len(sum) > 0 && len(index) > 0
}

// tableBlocks cuts a table in memory into its blocks, if the index is sound and they fill the rest.
func tableBlocks(raw []byte) (blocks [][]byte, index []byte, ok bool) {
	index, sum, ok := tableIndex(raw)
	if !ok || !checksumFits(sum, index) {
		return nil, nil, false
	}
	rest := raw[:len(raw)-len(index)-len(sum)-8]
	ok = eachBlock(index, func(n int64) bool {
		if n < 8 || n > int64(len(rest)) {
			return false
		}
		blocks = append(blocks, rest[:n:n])
		rest = rest[n:]
		return true
	})
	return blocks, index, ok && len(rest) == 0
}

// eachBlock visits the lengths of the blocks that a sound index names; false if they do not stand one behind the other.
func eachBlock(index []byte, fn func(n int64) bool) bool {
	t := fb.GetRootAsTableIndex(index, 0)
	var end int64
	for i := range t.OffsetsLength() {
		var o fb.BlockOffset
		if !t.Offsets(&o, i) || int64(o.Offset()) != end || !fn(int64(o.Len())) {
			return false
		}
		end += int64(o.Len())
	}
	return true
}

// checkBlock reports whether a block fits the checksum at its end.
func checkBlock(b []byte) bool {
	n := uint64(binary.BigEndian.Uint32(b[len(b)-4:]))
	b = b[:len(b)-4]
	if n > uint64(len(b)) {
		return false
	}
	data := b[:uint64(len(b))-n]
	return checksumFits(b[len(data):], data)
}

// checksum reads a checksum message: field 1 the algorithm (0 = CRC32C, left out), field 2 the sum (left out if 0).
func checksum(message []byte) (sum uint32, ok bool) {
	ok = protoFields(message, func(field int, v uint64, body []byte) bool {
		sum = uint32(v)
		return field == 2 && body == nil && v <= 1<<32-1
	})
	return sum, ok
}

func checksumFits(message, data []byte) bool {
	want, ok := checksum(message)
	return ok && want == crc32.Checksum(data, castagnoli)
}
