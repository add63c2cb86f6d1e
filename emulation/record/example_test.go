package record_test

import (
	"fmt"

	"thidua/emulation"
	"thidua/emulation/record"
	"thidua/sync/changeset"
)

// A field makes the operation that writes it, reads it back from a record, and says what is wrong with a value.
func Example() {
	season := record.Season.ID(record.ClusterCode{Cluster: emulation.ID{4}, Code: "2023-2024"})
	key := record.SeasonUnit{Season: season, Unit: emulation.ID{7}}
	op := record.Headcount.Counts.Op(key, emulation.Headcount{People: 42, Advanced: 30})
	fmt.Println(op.Kind, op.Field, record.Headcount.Read(op.Key) == key)

	r := &changeset.Record{Key: op.Key}
	r.Add(op.Field, changeset.Version{Value: op.Value})
	counts, written, err := record.Headcount.Counts.Value(r, changeset.Now)
	fmt.Println(counts.People, counts.Advanced, written, err)

	fmt.Println(record.Headcount.Counts.Valid(emulation.Headcount{People: 3, Advanced: 4}))
	// Output:
	// headcount headcount true
	// 42 30 true <nil>
	// headcount.more map[count:4 people:3]
}
