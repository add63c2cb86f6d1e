// Package access is the screen of keys and rights (khoá và quyền) at the standing office's desk: the keys of people's desks and how one is taken
// back, the invitations that were handed out, what the server holds back until the office decides, and the office's word on rules, clock and quotas.
//
// It proposes and judges nothing: the rooms of the workspace do. It must not know other screens.
package access
