// Package setuptest holds the test of the set-up: a machine with nothing but git and make runs this program after one command. It knows the
// scripts by their names and nothing of what they install.
package setuptest
