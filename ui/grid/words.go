package grid

// Say renders the sentence of a key of assets/translations/*/grid.json; pairs are name, value for its placeholders.
type Say func(key string, pairs ...any) string

// Keys of the sentences a screen shows for OnLocked and when NextInvalid finds nothing.
const (
	KeyLocked   = "grid.locked"
	KeyAllValid = "grid.all-valid"
)

var opKeys = map[Op]string{OpFill: "grid.op.fill", OpClear: "grid.op.clear", OpCut: "grid.op.cut", OpPaste: "grid.op.paste"}

// Name is what undo calls an operation on a number of cells.
func (op Op) Name(say Say, count int) string { return say(opKeys[op], "count", count) }
