package pages

import (
	"context"
	"image"
	"image/color"
	"math"
	"time"
)

// moment is how long the first page of somebody's file may take, to be drawn small.
const moment = 5 * time.Second

// edge is the line around a page, which is as white as what it lies on.
var edge = color.Gray{Y: 0xA0}

// First draws the first page of a file, its longer side so many pixels, with a line around it; nil of what is no PDF or takes longer than a moment.
func (b *Begun) First(pdf []byte, long int) image.Image {
	r, err := b.Reader()
	if err != nil {
		return nil
	}
	brief, cancel := context.WithTimeout(context.Background(), moment)
	defer cancel()
	defer r.Until(brief)()
	f, err := r.Read(pdf)
	if err != nil {
		return nil
	}
	defer func() { _ = f.Close() }() // nothing was written
	if len(f.sizes) == 0 {
		return nil
	}
	width := float64(long)
	if size := f.sizes[0]; size.Height > size.Width {
		width *= size.Width / size.Height
	}
	page, err := f.Draw(0, max(1, int(math.Round(width))))
	if err != nil {
		return nil
	}
	for x, end := page.Rect.Min.X, page.Rect.Max; x < end.X; x++ {
		page.SetGray(x, page.Rect.Min.Y, edge)
		page.SetGray(x, end.Y-1, edge)
	}
	for y, end := page.Rect.Min.Y, page.Rect.Max; y < end.Y; y++ {
		page.SetGray(page.Rect.Min.X, y, edge)
		page.SetGray(end.X-1, y, edge)
	}
	return page
}
