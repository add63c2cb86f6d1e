package vietnamese_test

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"

	"thidua/vietnamese"
)

// TestOlderEncodingsAreNamed: what was written in TCVN3, VNI or broken UTF-8 is named and understood, whatever its length.
func TestOlderEncodingsAreNamed(t *testing.T) {
	for text, want := range map[string]struct {
		encoding vietnamese.Encoding
		meant    string
	}{
		"TØ lÖ häc sinh hoµn thµnh ch\u00ad¬ng tr×nh": {vietnamese.TCVN3, "Tỉ lệ học sinh hoàn thành chương trình"},
		"B¶NG TI£U CHÝ":                      {vietnamese.TCVN3, "BảNG TIÊU CHí"},
		"TæNG CéNG":                          {vietnamese.TCVN3, "TổNG CộNG"},
		"§iÓm chuÈn":                         {vietnamese.TCVN3, "Điểm chuẩn"},
		"Giao \u00adíc thi ®ua":              {vietnamese.TCVN3, "Giao ước thi đua"},
		"Tæ leä hoïc sinh":                   {vietnamese.VNI, "Tỉ lệ học sinh"},
		"Nhieäm vuï chuyeân moân":            {vietnamese.VNI, "Nhiệm vụ chuyên môn"},
		"Soá baùo caùo noäp":                 {vietnamese.VNI, "Số báo cáo nộp"},
		"BAÛNG ÑIEÅM, ÖU TIEÂN":              {vietnamese.VNI, "BẢNG ĐIỂM, ƯU TIÊN"},
		"Tá»‰ lá»‡ há»\u008dc sinh":          {vietnamese.Torn, "Tỉ lệ học sinh"},
		"Nhiá»‡m vá»¥":                       {vietnamese.Torn, "Nhiệm vụ"},
		"TIÃŠU CHÃ":                          {vietnamese.Torn, "TIÊU CH"},
		"T\ufffd l\ufffd":                    {vietnamese.Torn, "T\ufffd l\ufffd"},
		"Tỉ lệ học sinh":                     {"", "Tỉ lệ học sinh"},
		"Đạt chuẩn ISO 9001:2015, STEM":      {"", "Đạt chuẩn ISO 9001:2015, STEM"},
		"XÃ\u00a0MINH":                       {"", "XÃ\u00a0MINH"},
		"bụi 2,5 µm, 30 °C, 5×10 m², §3, ±":  {"", "bụi 2,5 µm, 30 °C, 5×10 m², §3, ±"},
		"hoà, hòa, quý, khoẻ, loà xoà, thuở": {"", "hoà, hòa, quý, khoẻ, loà xoà, thuở"},
		"Café Noël, Müller, São Paulo":       {"", "Café Noël, Müller, São Paulo"},
		"Hà Nam":                             {"", "Hà Nam"},
		"":                                   {"", ""},
	} {
		if got, meant := vietnamese.Misread(text); got != want.encoding || meant != want.meant {
			t.Errorf("%q: %q %q, expected %q %q", text, got, meant, want.encoding, want.meant)
		}
	}
}

// TestWordsOfUnicodeAreNoOtherEncoding: ordinary sentences are never taken for something else, alone or word by word.
func TestWordsOfUnicodeAreNoOtherEncoding(t *testing.T) {
	text := `Cộng hoà xã hội chủ nghĩa Việt Nam. Độc lập - Tự do - Hạnh phúc. Căn cứ Quyết định số 12/QĐ-BGDĐT ngày 05 tháng 9 năm 2024; tỉ lệ học sinh
hoàn thành chương trình lớp học đạt từ 98,5% trở lên; mỗi trường hợp vi phạm trừ 2 điểm; xã đạt chuẩn phổ cập; giải nhì, giải ba; trà, cà phê, ý kiến
thuý, thúy, quỹ, khuỷu, ngoằn ngoèo, giếng, gì, ghế, nghỉ, uỷ ban, ủy ban, chuyên, xoong, rượu, hươu, yếu, khuya, quốc, quyển, đêm, mì, à, ạ, ơi`
	for _, word := range append(strings.Fields(text), text) {
		if got, _ := vietnamese.Misread(word); got != "" {
			t.Errorf("%q is taken for %s", word, got)
		}
	}
	for _, word := range strings.Fields("Tỉ lệ học sinh được trường Đại đặc biệt") { // and torn it is known word by word
		broken, err := charmap.ISO8859_1.NewDecoder().String(word)
		if err != nil {
			t.Fatal(err)
		}
		got, meant := vietnamese.Misread(broken)
		if ascii := strings.Trim(word, "abcdefghijklmnopqrstuvwxyz") == ""; ascii == (got == vietnamese.Torn) || !ascii && meant != word {
			t.Errorf("%q: %q %q", word, got, meant)
		}
	}
}
