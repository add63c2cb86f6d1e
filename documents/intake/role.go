package intake

import (
	"regexp"
	"strings"

	"thidua/vietnamese"
)

// Role is what a column of a table holds.
type Role string

// The roles. A table has at least RoleName and RoleMax.
const (
	RoleCode     Role = "code"
	RoleGroup    Role = "group" // the group's name beside the criterion's, merged over its criteria
	RoleName     Role = "name"
	RoleMax      Role = "max"
	RoleWeight   Role = "weight"
	RoleHow      Role = "how" // how points are counted
	RoleEvidence Role = "evidence"
	RoleScorer   Role = "scorer"
	RoleResult   Role = "result" // what the unit reached
	RoleSelf     Role = "self"   // points the unit gives itself
	RoleVerified Role = "verified"
	RoleNote     Role = "note"
)

// headings recognise the heading of a column, without diacritics; the first that fits counts.
var headings = []struct {
	role    Role
	pattern *regexp.Regexp
}{
	{RoleCode, regexp.MustCompile(`^(tt|stt|so tt|so thu tu|muc|ma|ma so|ma tc|ma tieu chi|no|code)$`)},
	{RoleSelf, regexp.MustCompile(`(tu cham|tu danh gia|tu cho diem|tu tinh|diem don vi$|self)`)},
	{RoleScorer, regexp.MustCompile(`^(don vi|bo phan|phong|ban|co quan|nguoi|to|phong ban|don vi bo phan)( chu tri| nao)? (cham|cho diem|theo doi|tham muu|phu trach|danh gia|tham dinh|chiu trach nhiem)`)},
	{RoleVerified, regexp.MustCompile(`(tham dinh|cham cheo|phuc tra|hoi dong|(cum|khoi|so|cap tren) (cham|danh gia)|diem chinh thuc|verified)`)},
	{RoleWeight, regexp.MustCompile(`(he so|trong so|ty trong|ti trong|weight)`)},
	{RoleHow, regexp.MustCompile(`((cach|phuong phap|huong dan|nguyen tac|quy dinh|tieu chuan|co so|can cu|quy tac) .*(cham|tinh|cho diem|danh gia|quy doi)|^cach cham|^cach tinh|^dien giai|^thang diem chi tiet|^how)`)},
	{RoleEvidence, regexp.MustCompile(`(minh chung|kiem chung|tai lieu|ho so|can cu|evidence)`)},
	{RoleResult, regexp.MustCompile(`^(ket qua|so lieu|thuc hien|dat duoc|muc dat|result)`)},
	{RoleNote, regexp.MustCompile(`^(ghi chu|chu thich|note)`)},
	{RoleMax, regexp.MustCompile(`^((so |muc |khung |thang |bieu )?diem|max)($| (chuan|(so )?toi da|td|quy dinh|cao nhat|cua|theo|tieu chi|thi dua|diem))|^(toi da|diem so|so diem|d (chuan|toi da)|ba ?rem( diem)?)$`)},
	{RoleGroup, regexp.MustCompile(`^(linh vuc|nhom|nhom tieu chi|tieu chuan|phan|nhom noi dung|mang cong tac|group)$`)},
	{RoleName, regexp.MustCompile(`(tieu chi|noi dung|chi tieu|nhiem vu|linh vuc|^ten|danh muc|criterion)`)},
}

var (
	inBrackets = regexp.MustCompile(`\([^()]*\)`)
	notLetters = regexp.MustCompile(`[^a-z0-9]+`)
)

// RoleOf says what a heading announces; "" where that is not known.
func RoleOf(heading string) Role {
	text := vietnamese.Fold(heading)
	if len(text) > 120 {
		return ""
	}
	text = strings.TrimSpace(notLetters.ReplaceAllString(inBrackets.ReplaceAllString(text, " "), " "))
	if text == "" {
		return ""
	}
	for _, h := range headings {
		if h.pattern.MatchString(text) {
			return h.role
		}
	}
	return ""
}
