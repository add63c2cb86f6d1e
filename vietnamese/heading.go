package vietnamese

import "strings"

// compounds are the words in the names of bodies, posts and columns that belong together, in small letters: no line of a heading ends inside one. What follows the last of
// them is a name of its own, mostly a place.
var compounds = words(
	"sở giáo dục và đào tạo", "phòng giáo dục và đào tạo", "bộ giáo dục và đào tạo", "giáo dục và đào tạo", "sở giáo dục", "khoa học và công nghệ",
	"ủy ban nhân dân", "uỷ ban nhân dân", "hội đồng thi đua, khen thưởng", "hội đồng thi đua - khen thưởng", "hội đồng thi đua", "thi đua, khen thưởng", "khen thưởng",
	"cụm thi đua số", "khối thi đua số", "cụm thi đua", "khối thi đua", "các trường", "các trường chính trị", "các trường đại học", "các trường cao đẳng",
	"trường đại học", "trường cao đẳng", "trường chính trị", "trường trung cấp",
	"trường tiểu học", "trường mầm non", "dân tộc bán trú", "phổ thông",
	"trường trung học phổ thông", "trường trung học cơ sở", "trung học phổ thông", "trung học cơ sở", "trường phổ thông", "tiểu học và trung học cơ sở",
	"dân tộc nội trú", "đại học", "cao đẳng", "trung cấp", "giáo dục thường xuyên", "giáo dục nghề nghiệp", "trung tâm", "kinh tế - kỹ thuật", "sư phạm kỹ thuật",
	"sư phạm", "công nghiệp", "công nghệ", "kỹ thuật", "khoa học", "ngoại ngữ", "y tế", "thành phố", "thị xã", "tỉnh", "huyện", "quận", "xã", "phường",
	"thành phố hồ chí minh", "hồ chí minh", "bà rịa - vũng tàu", "thừa thiên huế", "thừa thiên - huế", "đảng ủy", "công đoàn", "liên đoàn lao động", "ban chấp hành",
	"thủ trưởng", "đơn vị", "cơ quan", "cấp trên", "trực tiếp", "xác nhận", "đề nghị", "quyết định", "ban hành", "nội dung", "tiêu chí", "minh chứng", "tối đa", "thành viên",
	"đồng ý", "hợp lệ", "tỷ lệ", "hình thức", "danh hiệu", "biểu quyết", "thẩm định", "tự chấm", "thực hiện", "thời gian", "thời hạn",
	"năm học", "về việc", "giao ước thi đua", "phiếu chấm điểm", "bằng khen", "cờ thi đua", "lao động tiên tiến", "tập thể lao động xuất sắc")

// longestCompound is how many words the longest of them has.
const longestCompound = 7

func words(list ...string) map[string]bool {
	set := make(map[string]bool, len(list))
	for _, s := range list {
		set[s] = true
	}
	return set
}

// What a line's end costs at a place of a heading: nothing before a name, all there is inside a compound.
const (
	breakHere    = 0
	breakComma   = 1
	breakBefore  = 4 // before a compound
	breakInName  = 30
	breakAtDash  = 40 // behind it; a line does not begin with one
	breakInside  = 60 // between compounds that are one together, where no line holds it
	BreakNowhere = 100
)

// Breaks is what it costs to end a line after each word of a heading but the last, from 0 (before a place's name) to BreakNowhere (inside a compound such as
// "đại học"). words are those of the heading, as strings.Fields gives them.
func Breaks(words []string) []int {
	if len(words) < 2 {
		return nil
	}
	small := make([]string, len(words))
	for i, w := range words {
		small[i] = strings.ToLower(NFC(w))
	}
	costs := make([]int, len(words)-1)
	for i := range costs {
		costs[i] = breakInName
	}
	for i := 0; i < len(words); {
		n := compoundAt(small[i:])
		if n == 0 {
			i++
			continue
		}
		for k := i; k < i+n-1; k++ {
			costs[k] = BreakNowhere
		}
		for k := i; k < i+n-1; {
			part := compoundAt(small[k:min(i+n, k+n-1)])
			if k += part; part == 0 || k == i+n || compoundAt(small[k:i+n]) == 0 {
				break
			}
			costs[k-1] = breakInside
		}
		if i > 0 {
			costs[i-1] = min(costs[i-1], breakBefore)
		}
		switch end := i + n - 1; {
		case end >= len(costs):
		case small[end+1][0] >= '0' && small[end+1][0] <= '9':
			costs[end] = BreakNowhere // "số 9" is one name
			if end+1 < len(costs) {
				costs[end+1] = breakHere
			}
		case compoundAt(small[end+1:]) > 0:
			costs[end] = breakBefore
		case n > 1:
			costs[end] = breakHere
		default:
			costs[end] = breakAtDash // "tỉnh" goes with the name it heads
		}
		i += n
	}
	for i := range costs {
		switch {
		case costs[i] >= breakInside:
		case dash(words[i+1]):
			costs[i] = breakInside
		case dash(words[i]):
			costs[i] = breakAtDash
		case strings.HasPrefix(words[i+1], "("):
			costs[i] = breakHere
		case strings.HasSuffix(words[i], ",") || strings.HasSuffix(words[i], ";"):
			costs[i] = breakComma
		}
	}
	return costs
}

// compoundAt is how many words at the beginning belong together; 0 if they do not.
func compoundAt(words []string) int {
	for n := min(longestCompound, len(words)); n > 0; n-- {
		if compounds[strings.Trim(strings.Join(words[:n], " "), "(),;.")] {
			return n
		}
	}
	return 0
}

func dash(word string) bool { return word == "-" || word == "–" || word == "—" }
