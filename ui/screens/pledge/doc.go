// Package pledge is what the units of a cluster promise at the beginning of a season (đăng ký và giao ước): the own unit's registration as
// lines to type into, how far all units are, and the compact with who has signed it.
//
// It shows what the workspace knows and hands on what people type and sign. It must not know other screens.
package pledge
