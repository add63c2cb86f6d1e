package photo

import (
	"bytes"
	"encoding/binary"
)

// The markers of JPEG that matter here (ITU-T T.81, table B.1).
const (
	markerSOS   = 0xda // the picture begins
	markerAPP1  = 0xe1 // Exif, XMP
	markerAPP13 = 0xed // what editors write
	markerCOM   = 0xfe // remarks
)

// bare is a JPEG without what stands beside the picture, whose bytes stay as they are; not ok where nothing does, or where it cannot be read.
func bare(raw []byte) (kept []byte, ok bool) {
	out := bytes.NewBuffer(make([]byte, 0, len(raw)))
	out.Write(raw[:2])
	for at := 2; ; {
		if at+4 > len(raw) || raw[at] != 0xff {
			return nil, false
		}
		marker, size := raw[at+1], int(binary.BigEndian.Uint16(raw[at+2:]))
		if marker == markerSOS {
			out.Write(raw[at:])
			return out.Bytes(), ok
		}
		if size < 2 || at+2+size > len(raw) {
			return nil, false
		}
		switch marker {
		case markerAPP1, markerAPP13, markerCOM:
			ok = true
		default:
			out.Write(raw[at : at+2+size])
		}
		at += 2 + size
	}
}
