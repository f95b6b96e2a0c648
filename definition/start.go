package definition

import "goodmeasure/study"

// Start is a definition that anyone can start from, by its name.
type Start struct {
	Name  string `json:"name"`
	Words string `json:"words"`
	make  func(known []study.Indicator) *study.Definition
}

// The names of the definitions to start from.
const (
	StudyComposite = "study-composite"
	EachDomain     = "by-domain"
)

// Starts lists the definitions to start from; the first is the default.
var Starts = []Start{
	{StudyComposite, "the study’s measures, side by side", Default},
	{EachDomain, "the same measures, outcomes for children and workforce counting half each", func(known []study.Indicator) *study.Definition {
		d := Default(known)
		ByDomain(d, known)
		return d
	}},
}

// StartFrom makes the named definition of the known indicators.
func StartFrom(name string, known []study.Indicator) (*study.Definition, bool) {
	for _, s := range Starts {
		if s.Name == name {
			return s.make(known), true
		}
	}
	return nil, false
}
