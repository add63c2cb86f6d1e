// Package firstrun is what an empty data folder shows: open the sample data to try things out, or join a cluster with an invitation, by file
// (no line needed) or by code.
//
// It asks and waits; what is made of the answers is the window's affair. It must not know other screens or how a desk is set up.
package firstrun
