package book_test

import (
	"testing"

	"thidua/internal/testyear"
	"thidua/workspace/season"
)

func TestFindUnit(t *testing.T) {
	w := testyear.Empty(t)
	f := testyear.Founding(testyear.Table)
	f.Units[0].Name, f.Units[1].Name = "Trường THCS Lê Lợi", "Trường THCS Lê Lời"
	f.Units[2].Name, f.Units[2].Short, f.Units[3].Short = "Sở Giáo dục và Đào tạo Lạng Sơn", "Lạng Sơn", "Lai Châu"
	w.OK(season.At(w.Office.Workspace).Found(f))
	for text, code := range map[string]string{"son-la": "son-la", "Trường THCS Lê Lời": "cao-bang", "lang son": "lang-son", "LAI CHÂU": "lai-chau",
		"so giao duc va dao tao lang son": "lang-son", w.Unit("son-la").ID.String(): "son-la"} {
		if u := testyear.Must(w.Office.Workspace.FindUnit(text))(w); u.Code != code {
			t.Errorf("%q is %s", text, u.Code)
		}
	}
	for text, key := range map[string]string{"": "workspace.unit-unknown", "ha-noi": "workspace.unit-unknown", "truong thcs le loi": "workspace.unit-ambiguous"} {
		_, err := w.Office.Workspace.FindUnit(text)
		w.Fails(err, key)
	}
}
