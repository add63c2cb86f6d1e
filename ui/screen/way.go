package screen

import (
	"io"

	"thidua/ui/bridge"
	"thidua/ui/text"
	"thidua/ui/widgets"
)

// Way is the way to a server where the system's own does not do.
type Way struct {
	Proxy    string // of the network; "" follows the system's settings
	User     string // at the proxy
	Password string
	Pin      string // of the server's key
	CA       []byte // a certificate that is trusted too
}

// The fields of a way, as they stand in its form.
const (
	wayProxy = iota
	wayUser
	wayPassword
	wayPin
	wayCA
	wayDropCA
)

// NewWayForm asks for a way; do is told what it is to be, drop that it stays as it is, failed what kept a file from being read.
func NewWayForm(host bridge.Host, is Way, do func(Way), drop func(), failed func(error)) *widgets.Form {
	ca, name := is.CA, ""
	if ca != nil {
		name = text.T("ui.way.ca.set")
	}
	pick := func(set func(string)) {
		PickFile(host, "certificate", "", nil, func(path string) {
			err := WithFile(path, func(name string, r io.Reader) error {
				raw, err := io.ReadAll(io.LimitReader(r, maxCA))
				if err == nil {
					ca = raw
					set(name)
				}
				return err
			})
			if err != nil {
				failed(err)
			}
		}, failed)
	}
	fields := []widgets.Field{
		wayProxy:    {Name: text.T("ui.way.proxy"), Hint: text.T("ui.way.proxy.example"), Value: is.Proxy, Wide: 300},
		wayUser:     {Name: text.T("ui.way.user"), Value: is.User, Wide: 180},
		wayPassword: {Name: text.T("ui.way.password"), Value: is.Password, Secret: true, Wide: 180},
		wayPin:      {Name: text.T("ui.way.pin"), Hint: text.T("ui.way.pin.example"), Value: is.Pin},
		wayCA:       {Name: text.T("ui.way.ca"), Hint: text.T("ui.way.ca.pick"), Value: name, Pick: pick},
	}
	if is.CA != nil {
		fields = append(fields, widgets.Field{Name: text.T("ui.way.ca.drop"), Tick: true})
	}
	return widgets.NewForm(text.T("ui.way"), text.T("ui.way.what"), fields, text.T("ui.way.save"), text.T("ui.cancel"), func(in []string) {
		w := Way{Proxy: in[wayProxy], User: in[wayUser], Password: in[wayPassword], Pin: in[wayPin], CA: ca}
		if len(in) > wayDropCA && in[wayDropCA] == widgets.Ticked {
			w.CA = nil
		}
		do(w)
	}, drop)
}

// maxCA is how much of a file of certificates is read, in bytes.
const maxCA = 1 << 20
