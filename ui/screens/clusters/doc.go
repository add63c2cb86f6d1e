// Package clusters is the screen of clusters and units (cụm, khối và đơn vị) at the standing office's desk: founding a cluster, recording units and what
// becomes of them, who belongs to which cluster since when, and the first season of a cluster.
//
// It hands on what the office decides; what may be, the room of the season says. It must not know other screens.
package clusters
