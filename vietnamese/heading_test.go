package vietnamese_test

import (
	"strings"
	"testing"

	"thidua/vietnamese"
)

// TestBreaks: "|" stands where a heading breaks best, and no line ends inside what is joined by "_".
func TestBreaks(t *testing.T) {
	for _, marked := range []string{
		"TRƯỜNG_ĐẠI_HỌC|ĐÀ LẠT", "SỞ_GIÁO_DỤC_VÀ_ĐÀO_TẠO|LẠNG SƠN", "SỞ_GIÁO_DỤC_VÀ_ĐÀO_TẠO|THÀNH_PHỐ_HỒ_CHÍ_MINH", "ỦY_BAN_NHÂN_DÂN|TỈNH SƠN LA",
		"Trường_Phổ_thông dân_tộc_nội_trú|Pi Năng Tắc", "HỘI_ĐỒNG_THI_ĐUA,_KHEN_THƯỞNG|TỈNH VĨNH PHÚC", "SỞ_GIÁO_DỤC_VÀ_ĐÀO_TẠO|BÀ_RỊA_-_VŨNG_TÀU",
		"CỤM_THI_ĐUA_SỐ_9|(CÁC_TRƯỜNG_CHÍNH_TRỊ)", "Nguyễn Văn A|(minh hoạ)", "Điểm|tối_đa",
	} {
		var words []string
		var best, never []int
		for _, part := range strings.FieldsFunc(marked, func(r rune) bool { return r == ' ' || r == '|' }) {
			inside := strings.Split(part, "_")
			for i := range inside[1:] {
				never = append(never, len(words)+i)
			}
			words = append(words, inside...)
			if at := strings.Index(marked, part) + len(part); at < len(marked) && marked[at] == '|' {
				best = append(best, len(words)-1)
			}
		}
		costs := vietnamese.Breaks(words)
		for _, i := range never {
			if costs[i] <= 40 { // what a dash costs
				t.Errorf("%s: a line may end after %q", marked, words[i])
			}
		}
		for _, b := range best {
			for i, cost := range costs {
				if i != b && cost <= costs[b] {
					t.Errorf("%s: after %q costs %d, after %q %d", marked, words[i], cost, words[b], costs[b])
				}
			}
		}
	}
}

// TestBreaksOfWhatNoLineHolds: a name longer than a line is parted between the words it is made of, and no line begins with a dash if that can be.
func TestBreaksOfWhatNoLineHolds(t *testing.T) {
	for text, after := range map[string]string{"HỘI ĐỒNG THI ĐUA, KHEN THƯỞNG": "ĐUA,", "THÀNH PHỐ HỒ CHÍ MINH": "PHỐ", "TRƯỜNG ĐẠI HỌC – CAO ĐẲNG": "–"} {
		words := strings.Fields(text)
		costs := vietnamese.Breaks(words)
		best := 0
		for i := range costs {
			if costs[i] < costs[best] {
				best = i
			}
		}
		if words[best] != after {
			t.Errorf("%s is broken after %q: %v", text, words[best], costs)
		}
	}
}
