package gdi

import (
	"encoding/binary"
	"image"
)

// The head of a bitmap: BITMAPINFOHEADER and a palette of 256 greys.
const (
	headSize    = 40
	paletteSize = 256 * 4
)

// Bitmap is a grey picture as a device-independent bitmap of eight bits a dot: the BITMAPINFO, and the dots. Its rows stand from the last to the first, as all
// drivers read them; those that stand from the first on are read by most.
// Source: learn.microsoft.com/windows/win32/api/wingdi/ns-wingdi-bitmapinfoheader.
func Bitmap(g *image.Gray) (info, dots []byte) {
	width, height := g.Bounds().Dx(), g.Bounds().Dy()
	info = make([]byte, headSize+paletteSize)
	le := binary.LittleEndian
	le.PutUint32(info, headSize)
	le.PutUint32(info[4:], uint32(width))
	le.PutUint32(info[8:], uint32(height))
	le.PutUint16(info[12:], 1) // planes
	le.PutUint16(info[14:], 8) // bits a dot
	for i := range 256 {
		copy(info[headSize+4*i:], []byte{byte(i), byte(i), byte(i), 0})
	}
	stride := (width + 3) / 4 * 4
	dots = make([]byte, stride*height)
	for y := range height {
		copy(dots[stride*(height-1-y):], g.Pix[y*g.Stride:][:width])
	}
	return info, dots
}
