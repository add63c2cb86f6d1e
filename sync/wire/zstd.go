package wire

import (
	"errors"
	"io"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// coders are compressors or decompressors that wait for the next stream: a few for good, since a desk syncs seldom and one costs a megabyte to
// make, and those of a busy hour until the collector comes.
type coders[T any] struct {
	few  chan T
	rest sync.Pool
}

func newCoders[T any](one func() T) *coders[T] {
	return &coders[T]{few: make(chan T, 2), rest: sync.Pool{New: func() any { return one() }}}
}

func (c *coders[T]) get() T {
	select {
	case v := <-c.few:
		return v
	default:
		return c.rest.Get().(T)
	}
}

func (c *coders[T]) put(v T) {
	select {
	case c.few <- v:
	default:
		c.rest.Put(v)
	}
}

// deflater compresses the frames of one stream.
type deflater struct {
	*zstd.Encoder
	frame []byte // payload of the frame being filled
}

var deflaters = newCoders(func() *deflater {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(window), zstd.WithEncoderCRC(false),
		zstd.WithLowerEncoderMem(true), zstd.WithEncoderLevel(zstd.SpeedDefault), zstd.WithAllLitEntropyCompression(true))
	if err != nil {
		panic(err) // constant options
	}
	return &deflater{e, make([]byte, 0, MaxFrame)}
})

// inflater decompresses and tells a stream that ended too early from one that is broken.
type inflater struct {
	source watched
	zstd   *zstd.Decoder
	frame  []byte // of the stream that is read
	items  []byte // what of it was not taken yet stands at the end of these
}

var inflaters = newCoders(func() *inflater {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow),
		zstd.WithDecoderMaxMemory(maxWindow))
	if err != nil {
		panic(err) // constant options
	}
	return &inflater{zstd: d, frame: make([]byte, MaxFrame)}
})

// inflate starts a stream; the inflater goes back with close.
func inflate(r io.Reader) (*inflater, error) {
	f := inflaters.get()
	f.source = watched{r: r}
	if err := f.zstd.Reset(&f.source); err != nil {
		err = f.sort(err)
		f.close()
		return nil, err
	}
	return f, nil
}

// close puts the inflater back; it holds nothing of the stream any more.
func (f *inflater) close() {
	_ = f.zstd.Reset(nil) // never fails without a stream
	f.source = watched{}
	if cap(f.items) > 8*MaxFrame {
		f.items = nil // one large change is no reason to hold its bytes for good
	}
	inflaters.put(f)
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
	return altered("compression").Because(err)
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
