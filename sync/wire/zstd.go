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

var decoders = sync.Pool{New: func() any {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow),
		zstd.WithDecoderMaxMemory(maxWindow))
	if err != nil {
		panic(err) // constant options
	}
	return d
}}

// inflater decompresses and tells a stream that ended too early from one that is broken.
type inflater struct {
	source *watched
	zstd   *zstd.Decoder
}

func inflate(r io.Reader) (*inflater, error) {
	f := &inflater{source: &watched{r: r}, zstd: decoders.Get().(*zstd.Decoder)}
	if err := f.zstd.Reset(f.source); err != nil {
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

func (f *inflater) close() {
	if f.zstd != nil {
		_ = f.zstd.Reset(nil) // forget the source; a decoder without one is what the pool holds
		decoders.Put(f.zstd)
		f.zstd = nil
	}
}

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
