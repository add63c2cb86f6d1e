// Package syncing is the screen of what travels (đồng bộ): whether the line works, what waits to be sent, the questions that two people's
// writing raised, in words and with a choice, the changes that wait for somebody, and what is wrong with a log.
//
// It starts no exchange itself and judges nothing: it asks, shows, and hands a person's choice on. It must not know other screens.
package syncing
