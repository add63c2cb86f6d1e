package emulation

import (
	"errors"
	"fmt"
	"strings"
)

// Code says what sort of thing went wrong, for the exit code and the HTTP status; the sentence a person reads comes from the Message.
type Code string

// The nine sorts of failure.
const (
	Invalid     Code = "invalid"     // what was given cannot be taken as it is
	NotFound    Code = "not-found"   // what was named does not exist here
	Conflict    Code = "conflict"    // two people changed the same thing, a person has to decide
	Forbidden   Code = "forbidden"   // the right is missing
	Unavailable Code = "unavailable" // a server, a file or the line is not there now; later it may be
	Corrupt     Code = "corrupt"     // stored or received bytes are not what was written
	Full        Code = "full"        // no room on the disk
	Newer       Code = "newer"       // made by a newer program
	Internal    Code = "internal"    // a fault of this program
)

// Message is a sentence for a person before it has a language: a key of the translation files and the values its placeholders take.
// Values are strings, integers, decimals or other Messages.
type Message struct {
	Key  string
	Args map[string]any
}

// Say makes a Message from a key and name, value pairs.
func Say(key string, pairs ...any) Message {
	m := Message{Key: key}
	for i := 0; i+1 < len(pairs); i += 2 {
		if m.Args == nil {
			m.Args = make(map[string]any, len(pairs)/2)
		}
		m.Args[pairs[i].(string)] = pairs[i+1]
	}
	return m
}

// Error is the one error type of the program: its sort, the sentence, where it happened, and the cause underneath.
type Error struct {
	Code    Code
	Message Message
	File    string // the file a person gave, if any
	Line    int    // 1-based line in File, 0 = none
	Path    string // place inside a document ("groups[0].criteria[2].max") or field on screen
	Cause   error
}

// Errorf makes an Error from its sort, the key of its sentence, and name, value pairs.
func Errorf(code Code, key string, pairs ...any) *Error {
	return &Error{Code: code, Message: Say(key, pairs...)}
}

// Because puts the cause underneath and returns the same error.
func (e *Error) Because(cause error) *Error { e.Cause = cause; return e }

// At sets the file, line and path and returns the same error.
func (e *Error) At(file string, line int, path string) *Error {
	e.File, e.Line, e.Path = file, line, path
	return e
}

// Error is for logs and tests: the key and its values, never for a person.
func (e *Error) Error() string {
	var b strings.Builder
	if e.File != "" || e.Line != 0 {
		fmt.Fprintf(&b, "%s:%d: ", e.File, e.Line)
	}
	b.WriteString(e.Message.Key)
	if len(e.Message.Args) > 0 {
		fmt.Fprintf(&b, " %v", e.Message.Args)
	}
	if e.Cause != nil {
		fmt.Fprintf(&b, ": %v", e.Cause)
	}
	return b.String()
}

func (e *Error) Unwrap() error { return e.Cause }

// Is makes errors.Is(err, &Error{Message: Message{Key: "x"}}) true for every error with that key.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Message.Key == e.Message.Key
}

// CodeOf finds the sort of an error; one that is not ours is Internal, nil is "".
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return Internal
}

// KeyOf finds the translation key of an error, or "".
func KeyOf(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Message.Key
	}
	return ""
}
