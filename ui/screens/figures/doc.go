// Package figures is what the cluster asks of its units in figures (số liệu), put together: what they come to, how far they lie apart, who has not
// answered, and how it was a season before. The own unit's answers are typed, or pasted, into it.
//
// It shows what the workspace knows and hands on what people type. It must not know other screens.
package figures
