package client

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"strings"
	"time"

	"thidua/emulation"
	"thidua/sync/identity"
)

// told is why no answer came at all, in a sentence that says what to look at.
func (h *HTTP) told(err error) error {
	if ours := (*emulation.Error)(nil); errors.As(err, &ours) { // of a proxy, or of a pinned key
		return ours
	}
	key, pairs := "sync.unreachable", []any{}
	code := emulation.Unavailable
	var unknown *tls.CertificateVerificationError
	var op *net.OpError
	switch {
	case errors.As(err, &unknown):
		code = emulation.Forbidden
		key, pairs = distrusted(unknown)
	case errors.Is(err, http.ErrSchemeMismatch):
		key = "sync.no-tls"
	case strings.Contains(err.Error(), `malformed HTTP response "\x15\x03`): // an alert of TLS where an answer should stand
		key = "sync.wants-tls"
	case strings.Contains(err.Error(), "tls: protocol version not supported"), strings.Contains(err.Error(), "tls: server selected unsupported protocol version"):
		key = "sync.old-tls"
	case errors.As(err, &op) && (op.Op == "proxyconnect" || strings.HasPrefix(op.Op, "socks")):
		if proxy := h.between(); proxy != nil {
			key, pairs = "sync.proxy-unreachable", []any{"proxy", proxy.Host}
		}
	}
	return emulation.Errorf(code, key, append([]any{"address", h.base}, pairs...)...).Because(err)
}

// distrusted says what is wrong with the certificate somebody showed.
func distrusted(err *tls.CertificateVerificationError) (key string, pairs []any) {
	var invalid x509.CertificateInvalidError
	var name x509.HostnameError
	shown := err.UnverifiedCertificates[0]
	switch {
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "sync.certificate-time", []any{"from", shown.NotBefore.Format(time.DateOnly), "until", shown.NotAfter.Format(time.DateOnly)}
	case errors.As(err, &name):
		return "sync.certificate-name", []any{"name", strings.Join(append(shown.DNSNames, shown.Subject.CommonName), ", ")}
	}
	return "sync.certificate", []any{"issuer", shown.Issuer.String(), "pin", identity.PinOf(shown)}
}
