package workspace_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"time"

	"thidua/internal/desk"
	"thidua/internal/phrase"
	"thidua/internal/testdesk"
	"thidua/workspace/book"
	"thidua/workspace/sheet"
)

// A desk is opened, and each room of the year is taken at it: a value is typed on the sheet, on disk when the call returns, and explained;
// what cannot be read is kept too, and told.
func ExampleWorkspace() {
	dir, err := os.MkdirTemp("", "thidua")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	var disk testdesk.Disk // stores on maps; without it, the real disk
	d, err := desk.InitSample(dir, "cum-4-2023-2024", "", desk.Environment{Open: disk.Open, Rand: rand.NewChaCha8([32]byte{}),
		Now: func() time.Time { return time.Date(2024, 6, 1, 8, 0, 0, 0, time.UTC) }})
	if err != nil {
		fmt.Println(phrase.Error(phrase.Vietnamese, err))
		return
	}
	defer d.Close()
	season := sheet.At(d.Workspace).In(book.PeriodSeason)

	for _, typed := range []string{"nhiều", "98,54"} {
		cell, err := season.TypeCell("I.2", typed)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(typed, cell.Fields, cell.Fault != nil)
	}
	me, err := d.Workspace.Me()
	if err != nil {
		fmt.Println(err)
		return
	}
	sh, err := season.Sheet(me.Unit.ID)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(phrase.Render(phrase.Vietnamese, sh.Self.Explain("I.2")))
	// Output:
	// nhiều map[] true
	// 98,54 map[value:98.54] false
	// 98,54% × 6 = 5,9124 → 5,91
}
