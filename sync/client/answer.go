package client

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"thidua/emulation"
	"thidua/sync/wire"
)

// What answers may be somebody between desk and server: the login page of a network, a proxy, a firewall. Whoever reads the sentence cannot see
// that, and has to be told what it is and what helps.

// problem is what an answer means that is not the one hoped for: an error of the server, or of somebody between.
func (h *HTTP) problem(r *http.Response) error {
	if err := decoded(r); err != nil {
		return err
	}
	e, err := wire.ReadFault(r.Body)
	if err == nil {
		return delayed(e.Because(fmt.Errorf("answered with status %d", r.StatusCode)), r)
	}
	return delayed(h.stranger(r).Because(err), r)
}

// stranger tells an answer that is not a server's.
func (h *HTTP) stranger(r *http.Response) *emulation.Error {
	unavailable := func(key string, pairs ...any) *emulation.Error {
		return emulation.Errorf(emulation.Unavailable, key, append([]any{"address", h.base, "status", r.StatusCode}, pairs...)...)
	}
	switch r.StatusCode {
	case http.StatusNetworkAuthenticationRequired:
		return unavailable("sync.portal")
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		to, err := r.Location()
		if err != nil {
			break
		}
		if strings.HasSuffix(to.Path, r.Request.URL.Path) { // the same service elsewhere: no page to log in at
			to.Path, to.RawQuery = strings.TrimSuffix(to.Path, r.Request.URL.Path), ""
			return unavailable("sync.moved", "to", to.String())
		}
		return unavailable("sync.portal-at", "host", to.Host)
	case http.StatusProxyAuthRequired:
		return wantsLogin(h.between(), r)
	case http.StatusForbidden, http.StatusUnavailableForLegalReasons:
		return unavailable("sync.blocked")
	case http.StatusRequestEntityTooLarge:
		return unavailable("sync.too-long")
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return unavailable("sync.gateway")
	}
	return unavailable("sync.status")
}

// wantsLogin tells a proxy that wants to know who asks; nil: one nobody knew of.
func wantsLogin(proxy *url.URL, r *http.Response) *emulation.Error {
	host, user := r.Request.URL.Host, ""
	if proxy != nil {
		host, user = proxy.Host, proxy.User.Username()
	}
	var kinds []string
	for _, offer := range r.Header.Values("Proxy-Authenticate") {
		kind, _, _ := strings.Cut(strings.TrimSpace(offer), " ")
		kinds = append(kinds, kind)
	}
	switch basic := strings.Contains(strings.ToLower(strings.Join(kinds, " ")), "basic"); {
	case !basic && len(kinds) > 0:
		return emulation.Errorf(emulation.Forbidden, "sync.proxy-kind", "proxy", host, "kind", strings.Join(kinds, ", "))
	case user != "":
		return emulation.Errorf(emulation.Forbidden, "sync.proxy-wrong", "proxy", host, "user", user)
	}
	return emulation.Errorf(emulation.Forbidden, "sync.proxy-login", "proxy", host)
}

// decoded undoes what a proxy did to a body: compressing what was not asked for.
func decoded(r *http.Response) error {
	switch encoding := r.Header.Get("Content-Encoding"); strings.ToLower(encoding) {
	case "", "identity":
		return nil
	case "gzip", "x-gzip":
		plain, err := gzip.NewReader(r.Body)
		if err != nil {
			return emulation.Errorf(emulation.Corrupt, "wire.altered", "what", encoding).Because(err)
		}
		r.Body = body{plain, r.Body}
		return nil
	default:
		return emulation.Errorf(emulation.Corrupt, "wire.altered", "what", encoding)
	}
}

// body is a body that is read in another way than it is closed.
type body struct {
	io.Reader
	io.Closer
}

// opened looks at how an answer begins before it is taken for the server's, which is never text: a page to log in comes with status 200, too.
func (h *HTTP) opened(r *http.Response) error {
	if err := decoded(r); err != nil {
		return err
	}
	first := make([]byte, 64)
	n, err := io.ReadAtLeast(r.Body, first, 4)
	first = first[:n]
	if n > 0 && isText(first) {
		return emulation.Errorf(emulation.Unavailable, "sync.portal", "address", h.base, "status", r.StatusCode)
	}
	rest := io.Reader(r.Body)
	if err != nil {
		rest = ended{err}
	}
	r.Body = body{io.MultiReader(bytes.NewReader(first), rest), r.Body}
	return nil
}

// ended is what follows a body that ended at once.
type ended struct{ err error }

func (e ended) Read([]byte) (int, error) { return 0, e.err }

// isText says whether the first bytes of a body are words.
func isText(b []byte) bool {
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n == 1 {
			return !utf8.FullRune(b) // a letter of which the rest follows
		}
		if r < ' ' && !strings.ContainsRune("\t\n\r\f", r) {
			return false
		}
		b = b[n:]
	}
	return true
}

// Later is under an error whose sender said when to come again.
type Later struct{ After time.Duration }

func (l Later) Error() string { return "to be asked again after " + l.After.String() }

// longestLater is for how long at most somebody on the line can send a desk away: three times as long as it rests when all is well.
const longestLater = 15 * time.Minute

// delayed puts under an error what an answer says of when to come again: a number of seconds, or a time of the sender's own clock.
func delayed(e *emulation.Error, r *http.Response) *emulation.Error {
	text := strings.TrimSpace(r.Header.Get("Retry-After"))
	var after time.Duration
	if seconds, err := strconv.ParseUint(text, 10, 63); err == nil {
		after = longestLater
		if seconds < uint64(longestLater/time.Second) {
			after = time.Duration(seconds) * time.Second
		}
	} else if at, err := http.ParseTime(text); err == nil {
		if now, err := http.ParseTime(r.Header.Get("Date")); err == nil {
			after = min(at.Sub(now), longestLater)
		}
	}
	if after <= 0 {
		return e
	}
	return e.Because(errors.Join(Later{after}, e.Cause))
}
