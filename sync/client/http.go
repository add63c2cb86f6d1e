package client

import (
	"context"
	"encoding/base64"
	"errors"
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
)

// HTTPOptions say how a server is reached. The zero value is right for people.
type HTTPOptions struct {
	Idle    time.Duration // a request on whose connection no byte moves for so long is given up; 2 minutes
	Connect time.Duration // for a connection to stand; 30 seconds
	Route   Route
}

// HTTP is the transport over HTTP or HTTPS. It counts the bytes of its connections, and watches progress instead of limiting total time:
// a slow line may take as long as it moves.
type HTTP struct {
	resty *resty.Client
	url   *url.URL
	base  string // the same as text
	proxy func(*http.Request) (*url.URL, error)
	meter *meter
}

// NewHTTP makes a transport to a server's address, such as "https://thidua.example.vn". Errors: Invalid "sync.address", and "sync.ca-form",
// "sync.pin-form" and "sync.proxy-address" of the route.
func NewHTTP(address string, o HTTPOptions) (*HTTP, error) {
	u, err := url.Parse(strings.TrimRight(strings.TrimSpace(address), "/"))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
		return nil, emulation.Errorf(emulation.Invalid, "sync.address", "address", address).Because(err)
	}
	set(&o.Idle, 2*time.Minute)
	set(&o.Connect, 30*time.Second)
	trust, err := o.Route.tls()
	if err != nil {
		return nil, err
	}
	proxy, err := o.Route.proxy()
	if err != nil {
		return nil, err
	}
	m := newMeter(o.Idle)
	dialer := &net.Dialer{Timeout: o.Connect, KeepAlive: 30 * time.Second}
	transport := &http.Transport{
		Proxy: proxy, OnProxyConnectResponse: connected, MaxResponseHeaderBytes: maxHeader,
		DialContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
			c, err := dialer.DialContext(ctx, network, addr)
			if err != nil {
				return nil, err
			}
			return &meteredConn{Conn: c, meter: m}, nil
		},
		TLSClientConfig: trust, TLSHandshakeTimeout: o.Connect, ForceAttemptHTTP2: false,
		DisableCompression: true, MaxIdleConnsPerHost: 2, IdleConnTimeout: 5 * time.Minute,
	}
	client := resty.NewWithClient(&http.Client{Transport: transport})
	client.SetHeader("User-Agent", "thidua").SetDoNotParseResponse(true).SetRedirectPolicy(resty.NoRedirectPolicy()).SetLogger(silent{})
	return &HTTP{resty: client, url: u, base: u.String(), proxy: proxy, meter: m}, nil
}

// maxHeader is how much an answer's header may hold, in bytes.
const maxHeader = 64 << 10

// Traffic is the number of bytes that went through connections of this transport.
func (h *HTTP) Traffic() (up, down int64) { return h.meter.up.Load(), h.meter.down.Load() }

// Close gives its idle connections back.
func (h *HTTP) Close() { h.resty.GetClient().CloseIdleConnections() }

// Sync sends one request and opens the response.
func (h *HTTP) Sync(ctx context.Context, request []byte) (io.ReadCloser, error) {
	return h.do(ctx, http.MethodPost, "/v1/sync", nil, request, http.StatusOK)
}

// PutChunk stores a chunk.
func (h *HTTP) PutChunk(ctx context.Context, opening []byte, name changeset.BlobName, n int64, body []byte) error {
	r, err := h.do(ctx, http.MethodPut, chunkPath(name, n), opening, body, http.StatusNoContent)
	if err != nil {
		return err
	}
	return r.Close()
}

// GetChunk fetches a chunk.
func (h *HTTP) GetChunk(ctx context.Context, opening []byte, name changeset.BlobName, n int64) ([]byte, error) {
	r, err := h.do(ctx, http.MethodGet, chunkPath(name, n), opening, nil, http.StatusOK)
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
func (h *HTTP) Invitation(ctx context.Context, name emulation.ID, lookup []byte) (io.ReadCloser, error) {
	return h.do(ctx, http.MethodGet, "/v1/invitations/"+name.String(), lookup, nil, http.StatusOK)
}

func chunkPath(name changeset.BlobName, n int64) string {
	return "/v1/blobs/" + name.String() + "/" + strconv.FormatInt(n, 10)
}

// do sends a request and opens its answer, which has to come with a status: nobody but the server says that something was taken.
func (h *HTTP) do(ctx context.Context, method, path string, opening, body []byte, status int) (io.ReadCloser, error) {
	watch := h.meter.watch(ctx)
	r := h.resty.R().SetContext(watch.ctx)
	if body != nil {
		r.SetBody(body).SetHeader("Content-Type", "application/octet-stream")
	}
	if opening != nil {
		r.SetHeader("Authorization", "Thidua "+base64.RawURLEncoding.EncodeToString(opening))
	}
	answer, err := r.Execute(method, h.base+path)
	if err != nil && (answer == nil || answer.RawResponse == nil) { // else it is a redirect that was not followed
		defer watch.stop()
		return nil, h.failure(watch.ctx, err)
	}
	raw := answer.RawResponse
	switch {
	case raw.StatusCode != status:
		err = h.problem(raw)
	case status == http.StatusOK:
		err = h.opened(raw)
	}
	if err != nil {
		defer watch.stop()
		return nil, errors.Join(err, raw.Body.Close())
	}
	return &watchedBody{ReadCloser: raw.Body, watch: watch}, nil
}

// failure sorts what went wrong on the line.
func (h *HTTP) failure(ctx context.Context, err error) error {
	if errors.Is(context.Cause(ctx), errStalled) {
		return emulation.Errorf(emulation.Unavailable, "sync.stalled").Because(err)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return h.told(err)
}

// silent keeps resty from writing to the standard error output.
type silent struct{}

func (silent) Errorf(string, ...any) {}
func (silent) Warnf(string, ...any)  {}
func (silent) Debugf(string, ...any) {}
