package vietnamese_test

import (
	"testing"

	"thidua/vietnamese"
)

func TestMatches(t *testing.T) {
	for _, c := range []struct {
		search, text string
		want         bool
	}{
		{"", "Phiếu chấm điểm", true}, {"phieu", "Phiếu chấm điểm", true}, {"điểm phiếu", "Phiếu chấm điểm", true}, {"PCD", "Phiếu chấm điểm", true},
		{"pc", "Phiếu chấm điểm", true}, {"cd", "Phiếu chấm điểm", false}, {"hòa bình", "Sở GDĐT Hoà Bình", true}, {"lai chau", "Sở GDĐT Lai Châu", true},
		{"lai son", "Sở GDĐT Lai Châu", false}, {"I.1", "I.1 Trẻ 5 tuổi", true}, {"shi", "Số liệu, hoạt động", false}, {"slhd", "Số liệu, hoạt động", true},
		{"cdv", "Cụm & đơn vị", true}, {"phieu xyz", "Phiếu chấm điểm", false},
	} {
		if got := vietnamese.Matches(c.search, c.text); got != c.want {
			t.Errorf("%q in %q: %v", c.search, c.text, got)
		}
	}
}
