package server

import "strconv"

// spool keeps a response until it is whole, so that only its bytes wait for a slow line, not what made them. What there is no room for is
// written as it comes.
type spool struct {
	*request
	kept   []byte
	direct bool
}

func (p *spool) Write(b []byte) (int, error) {
	if need := len(p.kept) + len(b); !p.direct && need > cap(p.kept) {
		room := max(need, 2*cap(p.kept), writeBytes/2)
		if p.direct = !p.grow(cap(p.kept), room); p.direct {
			if _, err := p.w.Write(p.kept); err != nil {
				return 0, err
			}
			p.kept = nil
		} else {
			p.kept = append(make([]byte, 0, room), p.kept...)
		}
	}
	if p.direct {
		return p.w.Write(b)
	}
	p.kept = append(p.kept, b...)
	return len(b), nil
}

// flush sends what was written, if it is not kept. Its error shows at the next write.
func (p *spool) flush() {
	if p.direct {
		_ = p.w.control.Flush()
	}
}

// send writes what was kept.
func (p *spool) send() error {
	if p.direct {
		return nil
	}
	p.w.Header().Set("Content-Length", strconv.Itoa(len(p.kept)))
	_, err := p.w.Write(p.kept)
	return err
}
