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

// segments calls a function for every segment of a JPEG before the picture, and gives where the picture begins; not ok where it cannot be read.
func segments(raw []byte, fn func(marker byte, segment []byte)) (picture int, ok bool) {
	for at := 2; at+4 <= len(raw) && raw[at] == 0xff; {
		marker, size := raw[at+1], int(binary.BigEndian.Uint16(raw[at+2:]))
		if marker == markerSOS {
			return at, true
		}
		if size < 2 || at+2+size > len(raw) {
			return 0, false
		}
		fn(marker, raw[at:at+2+size])
		at += 2 + size
	}
	return 0, false
}

// bare is a JPEG without what stands beside the picture, whose bytes stay as they are; not ok where nothing does, or where it cannot be read.
func bare(raw []byte) (kept []byte, ok bool) {
	out := bytes.NewBuffer(make([]byte, 0, len(raw)))
	out.Write(raw[:2])
	more := false
	picture, ok := segments(raw, func(marker byte, segment []byte) {
		switch marker {
		case markerAPP1, markerAPP13, markerCOM:
			more = true
		default:
			out.Write(segment)
		}
	})
	if !ok || !more {
		return nil, false
	}
	out.Write(raw[picture:])
	return out.Bytes(), true
}

// turnOf is how a camera was held: Exif's orientation, 1 to 8, 1 where nothing says so. Not ok where something is said that cannot be read: then nobody
// knows, and what says it has to stay.
func turnOf(raw []byte) (orientation int, ok bool) {
	orientation, ok = 1, true
	_, whole := segments(raw, func(marker byte, segment []byte) {
		const head = 4 + len("Exif\x00\x00")
		if marker != markerAPP1 || len(segment) < head || !bytes.Equal(segment[4:head], []byte("Exif\x00\x00")) {
			return
		}
		n, read := orientationOf(segment[head:])
		if n != 0 {
			orientation = n
		}
		ok = ok && read
	})
	return orientation, ok && whole
}

// orientationOf is the orientation in the first directory of an Exif block, 0 for none (TIFF 6.0, section 2; JEITA CP-3451, 4.6.4).
func orientationOf(tiff []byte) (orientation int, ok bool) {
	const tag, short = 0x0112, 3
	if len(tiff) < 8 {
		return 0, false
	}
	var order binary.ByteOrder = binary.LittleEndian
	if tiff[0] == 'M' {
		order = binary.BigEndian
	}
	at := uint64(order.Uint32(tiff[4:]))
	if at+2 > uint64(len(tiff)) {
		return 0, false
	}
	for n := uint64(order.Uint16(tiff[at:])); n > 0; n-- {
		entry := at + 2 + (n-1)*12
		if entry+12 > uint64(len(tiff)) {
			return 0, false
		}
		if e := tiff[entry:]; order.Uint16(e) == tag {
			value := int(order.Uint16(e[8:]))
			return value, order.Uint16(e[2:]) == short && value >= 1 && value <= 8
		}
	}
	return 0, true
}
