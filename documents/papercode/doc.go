// Package papercode is the code at the foot of a printed paper: which paper it is, how much of the logs it was made from, a digest of its figures. It is
// printed as a square code, and shortened for a person to type.
//
// A code says where to look, never that what stands above it is true: whoever copies a paper copies its code. It must not know how a paper is made, nor where
// records are kept.
package papercode
