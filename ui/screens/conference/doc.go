// Package conference is the meetings of the cluster on screen (hội nghị): what they are, who was there, papers and opinions, votes with
// their counts, the leaders of the next season, directions and conclusions.
//
// It shows what the workspace and the rules of votes say, and hands on what people type; it decides nothing. It must not know other screens.
package conference
