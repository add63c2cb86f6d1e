// Package review is the verifying of other units' sheets (thẩm định) on screen: the sheets this desk may check, one of them as a table to give
// points and reasons in, and who verifies whom.
//
// It shows what the workspace knows and hands on what a verifier types and decides; what counts is the workspace's. It must not know other
// screens.
package review
