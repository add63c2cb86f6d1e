package durable

// Claimed is how a file gets its place where the system knows no other way.
var Claimed = claimed
