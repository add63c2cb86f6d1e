package wire

import (
	"errors"
	"io"
	"sync"

	"github.com/klauspost/compress/zstd"
)

var encoders = sync.Pool{New: func() any {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(window), zstd.WithEncoderCRC(false),
		zstd.WithLowerEncoderMem(true), zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithAllLitEntropyCompression(true))
	if err != nil {
		panic(err) // constant options
	}
	return e
}}

func newDecoder(r io.Reader) (*zstd.Decoder, error) {
	return zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow),
		zstd.WithDecoderMaxMemory(maxWindow))
}

// inflater decompresses and tells a stream that ended too early from one that is broken.
type inflater struct {
	source *watched
	zstd   *zstd.Decoder
}

func inflate(r io.Reader) (*inflater, error) {
	f := &inflater{source: &watched{r: r}}
	var err error
	if f.zstd, err = newDecoder(f.source); err != nil {
		return nil, f.sort(err)
	}
	return f, nil
}

func (f *inflater) Read(b []byte) (int, error) {
	n, err := f.zstd.Read(b)
	return n, f.sort(err)
}

func (f *inflater) sort(err error) error {
	switch {
	case err == nil || err == io.EOF:
		return err
	case f.source.err != nil:
		return cut(f.source.err)
	case errors.Is(err, zstd.ErrWindowSizeExceeded) || errors.Is(err, zstd.ErrDecoderSizeExceeded):
		return tooLarge(maxWindow).Because(err)
	}
	return malformed("compression").Because(err)
}

func (f *inflater) close() { f.zstd.Close() }

// watched remembers how its reader ended.
type watched struct {
	r   io.Reader
	err error
}

func (w *watched) Read(b []byte) (int, error) {
	n, err := w.r.Read(b)
	if err != nil {
		w.err = err
	}
	return n, err
}
