// Package overview is the first screen (tổng quan): where the season stands, what is to be done next, how far the own sheet is, which
// units have handed theirs in, and whether what was written has reached the others.
//
// It only looks and leads on; it changes nothing. It must not know other screens: where a button leads is the window's affair.
package overview
