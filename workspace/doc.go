// Package workspace is one person's open desk: it opens the data, keeps what is typed before it is signed, signs, commits, and tells whoever
// shows data what changed. It owns the only lock: Read lends the book as it stands now, Begin lends the pen as well.
//
// What the records say is in package book; what one does with them is in the rooms (sheet, review, pledge, season, year, conference, questions,
// result, awards, replica, todo), each with a View of a book, an Edit with the pen, and a Room that takes the lock and asks one of them. It
// knows no room, nothing of Badger, windows, HTTP or paper; its clock and randomness are handed in.
package workspace
