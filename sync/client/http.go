package client

import (
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/go-resty/resty/v2"

	"thidua/emulation"
	"thidua/sync/changeset"
	"thidua/sync/wire"
)

// HTTPOptions say how a server is reached. The zero value is right for people.
type HTTPOptions struct {
	Idle    time.Duration // a request on whose connection no byte moves for so long is given up; 2 minutes
	Connect time.Duration // for a connection to stand; 30 seconds
	TLS     *tls.Config   // other roots than the system's
}

// HTTP is the transport over HTTP or HTTPS. It counts the bytes of its connections, and watches progress instead of limiting total time:
// a slow line may take as long as it moves.
type HTTP struct {
	resty *resty.Client
	base  string
	meter *meter
}

// NewHTTP makes a transport to a server's address, such as "https://thidua.example.vn". Error: Invalid "sync.address".
func NewHTTP(address string, o HTTPOptions) (*HTTP, error) {
	u, err := url.Parse(strings.TrimRight(strings.TrimSpace(address), "/"))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return nil, emulation.Errorf(emulation.Invalid, "sync.address", "address", address).Because(err)
	}
	set(&o.Idle, 2*time.Minute)
	set(&o.Connect, 30*time.Second)
	m := newMeter(o.Idle)
	dialer := &net.Dialer{Timeout: o.Connect, KeepAlive: 30 * time.Second}
	transport := &http.Transport{
		Proxy: http.ProxyFromEnvironment,
		DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			c, err := dialer.DialContext(ctx, network, addr)
			if err != nil {
				return nil, err
			}
			return &meteredConn{Conn: c, meter: m}, nil
		},
		TLSClientConfig: o.TLS, TLSHandshakeTimeout: o.Connect, ForceAttemptHTTP2: false,
		DisableCompression: true, MaxIdleConnsPerHost: 2, IdleConnTimeout: 5 * time.Minute,
	}
	client := resty.NewWithClient(&http.Client{Transport: transport})
	client.SetDoNotParseResponse(true).SetRedirectPolicy(resty.NoRedirectPolicy()).SetLogger(silent{})
	return &HTTP{resty: client, base: u.String(), meter: m}, nil
}

// Traffic is the number of bytes that went through connections of this transport.
func (h *HTTP) Traffic() (up, down int64) { return h.meter.up.Load(), h.meter.down.Load() }

// Close gives its idle connections back.
func (h *HTTP) Close() { h.resty.GetClient().CloseIdleConnections() }

// Sync sends one request and opens the response.
func (h *HTTP) Sync(ctx context.Context, request []byte) (io.ReadCloser, error) {
	return h.do(ctx, http.MethodPost, "/v1/sync", nil, request)
}

// PutChunk stores a chunk.
func (h *HTTP) PutChunk(ctx context.Context, opening []byte, name changeset.BlobName, n int64, body []byte) error {
	r, err := h.do(ctx, http.MethodPut, chunkPath(name, n), opening, body)
	if err != nil {
		return err
	}
	return r.Close()
}

// GetChunk fetches a chunk.
func (h *HTTP) GetChunk(ctx context.Context, opening []byte, name changeset.BlobName, n int64) ([]byte, error) {
	r, err := h.do(ctx, http.MethodGet, chunkPath(name, n), opening, nil)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, changeset.BlobChunk+8<<10))
	if err != nil {
		return nil, h.failure(ctx, err)
	}
	return raw, nil
}

// Invitation looks an invitation up.
func (h *HTTP) Invitation(ctx context.Context, name emulation.ID) (io.ReadCloser, error) {
	return h.do(ctx, http.MethodGet, "/v1/invitations/"+name.String(), nil, nil)
}

func chunkPath(name changeset.BlobName, n int64) string {
	return "/v1/blobs/" + name.String() + "/" + strconv.FormatInt(n, 10)
}

func (h *HTTP) do(ctx context.Context, method, path string, opening, body []byte) (io.ReadCloser, error) {
	watch := h.meter.watch(ctx)
	r := h.resty.R().SetContext(watch.ctx)
	if body != nil {
		r.SetBody(body).SetHeader("Content-Type", "application/octet-stream")
	}
	if opening != nil {
		r.SetHeader("Authorization", "Thidua "+base64.RawURLEncoding.EncodeToString(opening))
	}
	response, err := r.Execute(method, h.base+path)
	if err != nil {
		defer watch.stop()
		if response != nil && response.RawResponse != nil { // a redirect that was not followed
			defer response.RawBody().Close()
			return nil, problem(response.RawResponse)
		}
		return nil, h.failure(watch.ctx, err)
	}
	if response.StatusCode() != http.StatusOK && response.StatusCode() != http.StatusNoContent {
		defer watch.stop()
		defer response.RawBody().Close()
		return nil, problem(response.RawResponse)
	}
	return &watchedBody{ReadCloser: response.RawBody(), watch: watch}, nil
}

// failure sorts what went wrong on the line.
func (h *HTTP) failure(ctx context.Context, err error) error {
	cause := context.Cause(ctx)
	if errors.Is(cause, errStalled) {
		return emulation.Errorf(emulation.Unavailable, "sync.stalled").Because(err)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var unknown *tls.CertificateVerificationError
	if errors.As(err, &unknown) {
		return emulation.Errorf(emulation.Forbidden, "sync.certificate", "address", h.base).Because(err)
	}
	return emulation.Errorf(emulation.Unavailable, "sync.unreachable", "address", h.base).Because(err)
}

// problem reads an error's body; an answer that is not the server's own (a proxy's page) is told by its status.
func problem(r *http.Response) error {
	e, err := wire.ReadFault(r.Body)
	if err != nil {
		return emulation.Errorf(emulation.Unavailable, "sync.status", "status", r.StatusCode).Because(err)
	}
	return e.Because(fmt.Errorf("answered with status %d", r.StatusCode))
}

// silent keeps resty from writing to the standard error output.
type silent struct{}

func (silent) Errorf(string, ...any) {}
func (silent) Warnf(string, ...any)  {}
func (silent) Debugf(string, ...any) {}
