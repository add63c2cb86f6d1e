// Package e2e holds tests that run the real programs together: the server over real HTTP on the loopback, desks through the command line,
// processes that are killed. There is nothing in it to import.
package e2e
