// Package client keeps a desk and its server in step: it sends what waits, fetches what is new, carries evidence, and decides when to try
// again. Whatever is cut off goes on where it stopped.
//
// It knows the protocol and the schedule. What a change means, where it is stored and who sees it is behind Outbox and Applier, which cmd
// connects; how bytes travel is behind Transport, so that a sandbox asks its own hub without a network.
package client
