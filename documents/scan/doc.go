// Package scan finds square codes (QR codes, ISO/IEC 18004) in pictures: photographs and scans of paper, turned, blurred, badly lit.
//
// It must not know what a code says.
package scan
