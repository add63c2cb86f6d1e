package storage

import (
	"bufio"
	"encoding/binary"
	"hash/crc32"
	"io"
	"os"
)

// walState is what one of Badger's write-ahead logs holds, read as Badger reads it.
type walState struct {
	path        string
	first, last uint64 // numbers of the first and last whole commit; 0 if there is none
	end         int64  // where the last whole transaction ends
	foreignKey  bool   // the header names an encryption key, which this store never uses: a flipped bit
}

const (
	walHeader = 20 // key id (8 bytes), initial vector (12)
	walTxn    = 1 << 6
	walFinTxn = 1 << 7
)

// readWAL reads a write-ahead log up to its first entry that is not whole. An entry is meta, user meta, then key length, value length and
// expiry as varints, key, value, CRC32C over all before; a key ends in 8 bytes of version.
func readWAL(path string) (*walState, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	w := &walState{path: path}
	r := &walReader{r: bufio.NewReaderSize(f, 64<<10), at: walHeader}
	if w.foreignKey, err = foreignKey(r.r); err != nil {
		return w, nil // shorter than its header: a log that was never used
	}
	w.end = r.at
	var commit uint64 // of the transaction being read
	for {
		meta, key, value, ok := r.entry()
		if !ok {
			return w, nil
		}
		switch {
		case meta&walFinTxn != 0:
			if commit != 0 {
				if w.first == 0 {
					w.first = commit
				}
				w.last, commit = commit, 0
			}
			w.end = r.at
		case meta&walTxn != 0 || commit == 0:
			if n, ok := commitRow(key, value); ok {
				commit = n
			}
		}
	}
}

// foreignKey reads a log's header and reports whether it names an encryption key.
func foreignKey(r io.Reader) (bool, error) {
	header := make([]byte, walHeader)
	_, err := io.ReadFull(r, header)
	return err == nil && binary.BigEndian.Uint64(header) != 0, err
}

// rest reports whether bytes other than zero follow the last whole transaction. Logs are long and nearly empty, so it is only asked for
// where it matters.
func (w *walState) rest() (bool, error) {
	f, err := os.Open(w.path)
	if err != nil {
		return false, err
	}
	defer f.Close()
	if _, err := f.Seek(w.end, io.SeekStart); err != nil {
		return false, err
	}
	buf := make([]byte, 64<<10)
	for {
		n, err := f.Read(buf)
		for _, b := range buf[:n] {
			if b != 0 {
				return true, nil
			}
		}
		if err == io.EOF {
			return false, nil
		}
		if err != nil {
			return false, err
		}
	}
}

// commitRow gives the number in the row that every commit writes.
func commitRow(k, sealed []byte) (uint64, bool) {
	if len(k) != 5+8 || k[0] != tableCommit {
		return 0, false
	}
	value, err := openRow(k[:5], sealed)
	if err != nil || len(value) != 8 {
		return 0, false
	}
	return binary.BigEndian.Uint64(value), true
}

type walReader struct {
	r   *bufio.Reader
	sum uint32
	at  int64 // offset of the next byte
}

func (r *walReader) byte() (byte, bool) {
	b, err := r.r.ReadByte()
	if err != nil {
		return 0, false
	}
	r.at++
	r.sum = crc32.Update(r.sum, castagnoli, []byte{b})
	return b, true
}

func (r *walReader) uvarint() (uint64, bool) {
	var v uint64
	for shift := uint(0); shift < 64; shift += 7 {
		b, ok := r.byte()
		if !ok {
			return 0, false
		}
		v |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return v, true
		}
	}
	return 0, false
}

// entry reads the next whole entry; false at the end or at the first that is not whole.
func (r *walReader) entry() (meta byte, key, value []byte, ok bool) {
	r.sum = 0
	var user byte
	if meta, ok = r.byte(); !ok {
		return 0, nil, nil, false
	}
	if user, ok = r.byte(); !ok || user != 0 {
		return 0, nil, nil, false
	}
	klen, ok1 := r.uvarint()
	vlen, ok2 := r.uvarint()
	_, ok3 := r.uvarint()
	if !ok1 || !ok2 || !ok3 || klen == 0 || klen > 1<<16 || vlen > maxRow+4 {
		return 0, nil, nil, false
	}
	body := make([]byte, klen+vlen+4)
	if _, err := io.ReadFull(r.r, body); err != nil {
		return 0, nil, nil, false
	}
	r.at += int64(len(body))
	sum := crc32.Update(r.sum, castagnoli, body[:klen+vlen])
	if sum != binary.BigEndian.Uint32(body[klen+vlen:]) {
		return 0, nil, nil, false
	}
	return meta, body[:klen], body[klen : klen+vlen], true
}

// clearKeyID sets the key id of a log's header back to none.
func clearKeyID(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteAt(make([]byte, 8), 0)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	return err
}
