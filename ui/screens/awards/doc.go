// Package awards is the proposals for awards on screen (khen thưởng): every award form with its places, the candidates in the order of rank
// with their eligibility condition by condition, and the way of a proposal – đề nghị, trình, quyết định – with its dossier.
//
// It shows what the workspace and the law of the day say and offers only what this desk may do; who may do the rest is said. It decides
// nothing itself and must not know other screens.
package awards
