// Package sample owns the seasons that come with the program: it reads one out of the embedded files into what an office needs to found
// it (workspace.Founding), what each unit would type into its sheet, and the outcome that was published for it.
//
// It must not know where a season is founded or shown, and it computes no points: the figures of a sample are scored like anybody's.
// Published facts stand in cluster.yaml, each held by a test against testdata/clusters.yaml; what it lists under "illustrative", and
// everything in criteria.yaml and inputs.yaml that was not published, is invented and marked "minh hoạ".
package sample
