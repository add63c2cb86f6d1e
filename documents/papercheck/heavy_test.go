package papercheck_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"testing"

	"thidua/emulation"
	"thidua/internal/testyear"
)

// TestHeavyPictures: a picture whose dots take eight bytes each is refused before it is unpacked.
func TestHeavyPictures(t *testing.T) {
	_, desks := testyear.Meeting(t, testyear.Table)
	deep := image.NewRGBA64(image.Rect(0, 0, 5000, 4200))
	deep.SetRGBA64(1, 1, color.RGBA64{1, 2, 3, 0xffff})
	var raw bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&raw, deep); err != nil {
		t.Fatal(err)
	}
	if _, err := checker(desks["son-la"]).File(context.Background(), raw.Bytes()); emulation.KeyOf(err) != "papercheck.picture-large" {
		t.Error(err)
	}
}
