package definition

import "goodmeasure/study"

func usualCombination() study.Combination {
	return study.Combination{Normalisation: study.NormalisePercentile, Scale: [2]study.Number{0, 100}, Aggregation: study.AggregateArithmetic,
		Treatment: study.TreatNone, Imputation: study.ImputeNone, LeastShare: 0.7}
}

// Of is a definition in which the given indicators count alike, each in the direction of the catalogue, and which would
// have the usual choices varied. An indicator without an agreed direction gets none: state it, and why, before use.
func Of(indicators []study.Indicator) *study.Definition {
	d := &study.Definition{
		Name:    "Equal weights",
		Whose:   "nobody’s yet: a place to start from",
		Because: "Counting everything alike is the plainest thing to do as long as nobody has said what matters more.",
		Combine: usualCombination(),
		Vary: study.Ranges{
			Normalisations: []study.Normalisation{study.NormalisePercentile, study.NormaliseMinMax, study.NormaliseZScore},
			Aggregations:   []study.Aggregation{study.AggregateArithmetic, study.AggregateCopeland},
			Weights:        []study.Weighing{study.WeighStated, study.WeighDirichlet},
			Concentration:  1,
			Imputations:    []study.Imputation{study.ImputeNone, study.ImputeMedian},
			Treatments:     []study.Treatment{study.TreatNone, study.TreatWinsorise},
			LeaveOut:       min(2, max(len(indicators)-1, 0)),
			YearsBack:      1,
			SamplingError:  true,
			Shrinkage:      true,
		},
	}
	for _, i := range indicators {
		c := study.Criterion{ID: i.ID, Weight: study.Weight{Value: 1}}
		if i.Direction.Sign() != 0 {
			c.Direction = i.Direction
		}
		d.Indicators = append(d.Indicators, c)
	}
	return d
}

// Default is the definition that the study's composite comes from: the core of the known indicators, in the catalogue's
// directions, all counting alike by their percentile ranks.
func Default(known []study.Indicator) *study.Definition {
	var core []study.Indicator
	for _, i := range known {
		if i.Core {
			core = append(core, i)
		}
	}
	d := Of(core)
	d.Name = "The study’s composite"
	return d
}

// ByDomain puts the indicators of a definition into one group for each domain, the groups counting alike.
func ByDomain(d *study.Definition, known []study.Indicator) {
	d.Name += ", each domain counting alike"
	d.Because = "With each domain counting alike, the one that has the most measures does not outweigh the others."
	names := map[study.Domain]string{study.Outcome: "Outcomes for children", study.Workforce: "Workforce", study.Surround: "Surroundings and demand"}
	domains := map[string]study.Domain{}
	for _, i := range known {
		domains[i.ID] = i.Domain
	}
	for _, domain := range []study.Domain{study.Outcome, study.Workforce, study.Surround} {
		found := false
		for at := range d.Indicators {
			if domains[d.Indicators[at].ID] == domain {
				d.Indicators[at].Group, found = string(domain), true
			}
		}
		if found {
			d.Groups = append(d.Groups, study.Group{ID: string(domain), Name: names[domain], Weight: study.Weight{Value: 1}})
		}
	}
}
