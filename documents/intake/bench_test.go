package intake_test

import (
	"fmt"
	"testing"

	"thidua/documents/intake"
)

// big is a table of this many rows: groups of twenty criteria with prose of every sort.
func big(t testing.TB, rows int) []byte {
	table := headed()
	group := 0
	for i := range rows {
		if i%21 == 0 {
			group++
			table = append(table, []any{fmt.Sprintf("%d", group), fmt.Sprintf("Nhóm nhiệm vụ thứ %d", group)})
			continue
		}
		c := proseCases[i%len(proseCases)]
		table = append(table, []any{fmt.Sprintf("%d.%d", group, i%21), fmt.Sprintf("Tiêu chí thứ %d của nhóm", i), c.max, c.text, "Báo cáo", "Phòng TCCB"})
	}
	return workbook(t, table)
}

// BenchmarkReadCriteria grows 1×, 10×, 100×: 2,000 rows have to take less than a second.
func BenchmarkReadCriteria(b *testing.B) {
	for _, rows := range []int{20, 200, 2_000} {
		raw := big(b, rows)
		b.Run(fmt.Sprint(rows), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := intake.ReadCriteria(raw); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func TestTwoThousandRows(t *testing.T) {
	r := readTable(t, big(t, 2_000))
	if got := len(r.Set.Criteria()); got != 1904 {
		t.Errorf("%d criteria", got)
	}
	accounted(t, r.Rows, 2_003)
}
