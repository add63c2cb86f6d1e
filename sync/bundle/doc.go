// Package bundle is what a request, an answer or a log looks like in one file, `*.thidua`, for a USB stick, a mail or a messenger: the items of
// package wire, encrypted to whom they are for, and signed by who made the file over every byte of it. docs/format.md, section "Bundles".
//
// Everything in such a file is taken for hostile: nothing of it is looked at before the signature fits, its size and what it inflates to are
// bounded, and no name in it is ever one of a file. Who signed is told; what that is worth, and what the items mean, is for those who take them.
package bundle
