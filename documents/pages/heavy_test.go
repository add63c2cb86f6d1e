package pages_test

import (
	"bytes"
	"compress/zlib"
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"thidua/emulation"
)

// crafted is a PDF file of some kilobytes with one page that unfolds to so many words.
func crafted(t *testing.T, words int) []byte {
	t.Helper()
	var folded bytes.Buffer
	z := zlib.NewWriter(&folded)
	_, err := fmt.Fprint(z, "BT /F1 1 Tf 1 0 0 1 10 10 Tm "+strings.Repeat("(abcdefgh) Tj ", words)+"ET")
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return fmt.Appendf(nil, "%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"+
		"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>/Contents 4 0 R>>endobj\n"+
		"4 0 obj<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream endobj\ntrailer<</Root 1 0 R>>\n", folded.Len(), folded.String())
}

// TestAHeavyPageIsLeft: a page that takes seconds is left in the middle when nobody waits for it; its reader then says why, gives nothing more, and closes.
func TestAHeavyPageIsLeft(t *testing.T) {
	r := opened(t, "")
	f, err := r.Read(crafted(t, 300_000))
	if err != nil {
		t.Fatal(err)
	}
	ctx, leave := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer leave()
	defer r.Until(ctx)()
	if text, err := f.Text(0); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("%d letters, %v", len(text), err)
	}
	if _, err := r.Read(written(t)); !r.Ended() || !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}

// TestAPageOfGigabytes: a page that needs more memory than a reader may have is refused.
func TestAPageOfGigabytes(t *testing.T) {
	r := opened(t, "")
	f, err := r.Read(crafted(t, 1_000_000))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Text(0); emulation.CodeOf(err) != emulation.Invalid {
		t.Error(err)
	}
}
