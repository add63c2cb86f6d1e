package book

import (
	"thidua/emulation"
	"thidua/emulation/record"
)

// NextSteps lists the steps a season may take from where it stands: onward first, then back.
func (s *Season) NextSteps() []emulation.SeasonStep {
	var on, back []emulation.SeasonStep
	for _, to := range emulation.SeasonSteps {
		switch {
		case !emulation.CanStepSeason(s.Step, to):
		case emulation.StepsBack(s.Step, to):
			back = append(back, to)
		default:
			on = append(on, to)
		}
	}
	return append(on, back...)
}

// OneBack is the step a season goes back to; "" from the first.
func (s *Season) OneBack() emulation.SeasonStep {
	var back emulation.SeasonStep
	for i, step := range emulation.SeasonSteps {
		if step == s.Step && i > 0 {
			back = emulation.SeasonSteps[i-1]
		}
	}
	return back
}

func (s *Season) Key() record.ClusterCode {
	return record.ClusterCode{Cluster: s.Cluster.ID, Code: s.Label}
}
