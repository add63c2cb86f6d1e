// Package season is the season on screen (năm thi đua): its steps with their deadlines, what is missing for the next one, going on and going
// back with the reason, the history, what the season rests on, its posts, members, documents and quotas.
//
// It shows what the workspace says of the season and hands on what people decide; who may do what, and what is missing, is the workspace's
// affair. It must not know other screens.
package season
