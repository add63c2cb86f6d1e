// Package testdesk is a whole small tenant for tests of the sync: an office, a server's hub, and desks made of nothing but
// store, judge and client. Its clock stands still until a test moves it; everything else is the real part.
//
// It must not be used outside tests, and holds no rule of its own: a desk here does what the workspace does, without a person.
package testdesk
