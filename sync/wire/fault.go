package wire

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"thidua/emulation"
)

// Fault is how a server writes an error: as JSON, so that an operator can read it without this program. The sentence is for people, the code
// and the key for a desk, which says it in its own language.
type Fault struct {
	Code     emulation.Code    `json:"code"`
	Key      string            `json:"key"`
	Args     map[string]string `json:"args,omitempty"`
	Sentence string            `json:"sentence,omitempty"`
}

// maxFault is how much of an error's body is read, in bytes.
const maxFault = 4 << 10

// NewFault writes an error down. One that is not ours says nothing of what is inside the server.
func NewFault(err error, sentence string) Fault {
	var e *emulation.Error
	if !errors.As(err, &e) {
		return Fault{Code: emulation.Internal, Key: "sync.internal", Sentence: sentence}
	}
	f := Fault{Code: e.Code, Key: e.Message.Key, Sentence: sentence}
	for name, v := range e.Message.Args {
		if f.Args == nil {
			f.Args = map[string]string{}
		}
		f.Args[name] = fmt.Sprint(v)
	}
	return f
}

// ReadFault reads an error's body. The second error says that it is none, such as the page of a proxy.
func ReadFault(r io.Reader) (*emulation.Error, error) {
	var f Fault
	if err := json.NewDecoder(io.LimitReader(r, maxFault)).Decode(&f); err != nil {
		return nil, err
	}
	if f.Key == "" || f.Code == "" {
		return nil, malformed("fault")
	}
	e := emulation.Errorf(f.Code, f.Key)
	for name, v := range f.Args {
		if e.Message.Args == nil {
			e.Message.Args = map[string]any{}
		}
		e.Message.Args[name] = v
	}
	return e, nil
}
