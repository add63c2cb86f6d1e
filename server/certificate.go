package server

import (
	"crypto/tls"
	"log/slog"
	"os"
	"sync"
	"time"
)

// certificate is a pair of files that somebody else renews while the server runs: what is in them now is shown to who connects now. A pair that
// cannot be read, because it is being written or was written wrongly, changes nothing.
type certificate struct {
	cert, key string
	log       *slog.Logger

	mu     sync.Mutex
	stands [2]stamp // of the files when pair was read
	told   [2]stamp // of the files when it was said last that they cannot be read
	pair   *tls.Certificate
}

// stamp tells a file from what it was.
type stamp struct {
	at   time.Time
	size int64
}

// Files is how a server shows the certificate that is in two files, in PEM, and goes on with what they are renewed by.
func Files(cert, key string, log *slog.Logger) (*tls.Config, error) {
	c := &certificate{cert: cert, key: key, log: log}
	c.stands = c.now()
	pair, err := tls.LoadX509KeyPair(cert, key)
	if err != nil {
		return nil, err
	}
	c.pair = &pair
	return &tls.Config{GetCertificate: c.get}, nil
}

func (c *certificate) now() (out [2]stamp) {
	for i, name := range []string{c.cert, c.key} {
		if st, err := os.Stat(name); err == nil {
			out[i] = stamp{st.ModTime(), st.Size()}
		}
	}
	return out
}

// get is asked with each new connection (tls.Config.GetCertificate).
func (c *certificate) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.now()
	if now == c.stands {
		return c.pair, nil
	}
	pair, err := tls.LoadX509KeyPair(c.cert, c.key)
	if err != nil { // they are tried again by whoever connects next: what is mended may have the same stamp, as where only a right was lacking
		if now == c.told {
			return c.pair, nil
		}
		c.told = now
		c.log.Warn("the certificate's files changed and cannot be read; the one of before is shown on", "cert", c.cert, "key", c.key, "error", err)
		return c.pair, nil
	}
	c.pair, c.stands = &pair, now
	c.log.Info("the certificate's files changed and were read", "cert", c.cert, "until", pair.Leaf.NotAfter)
	return c.pair, nil
}
