package definition

import (
	"slices"

	"goodmeasure/study"
)

func (r *reader) definition(values map[string]any, known []study.Indicator) *study.Definition {
	top := &section{reader: r, values: values}
	d := &study.Definition{Name: top.text("name"), Whose: top.text("whose"), Because: top.text("because")}
	d.Combine = combination(top.table("combine"))
	for _, s := range top.tables("group") {
		d.Groups = append(d.Groups, group(s))
	}
	for _, s := range top.tables("indicator") {
		d.Indicators = append(d.Indicators, criterion(s, known))
	}
	d.Vary = ranges(top.table("vary"))
	top.rest()
	return d
}

// chosen is the word of a key, or what holds where it is not there.
func chosen[W ~string](s *section, key string, otherwise W) W {
	if word := s.text(key); word != "" || s.values[key] != nil {
		return W(word)
	}
	return otherwise
}

func combination(s *section) study.Combination {
	usual := usualCombination()
	c := study.Combination{
		Normalisation: chosen(s, "normalisation", usual.Normalisation),
		Scale:         usual.Scale,
		Reference:     s.text("reference"),
		Aggregation:   chosen(s, "aggregation", usual.Aggregation),
		Power:         s.number("power", 0),
		Treatment:     chosen(s, "treatment", usual.Treatment),
		Imputation:    chosen(s, "imputation", usual.Imputation),
		ImputeBy:      study.Likeness(s.text("impute_by")),
		CarryYears:    s.whole("carry_years"),
		LeastShare:    s.number("least_share", usual.LeastShare),
		Shrinkage:     s.truth("shrinkage"),
	}
	if scale := s.numbers("scale"); len(scale) == 2 {
		c.Scale = [2]study.Number(scale)
	} else if scale != nil {
		s.refuse("scale", words(s.values["scale"]), "two numbers, the smaller first", "write scale = [0, 100]")
	}
	s.rest()
	return c
}

func weight(s *section) study.Weight {
	return study.Weight{Value: s.number("weight", 1), Low: s.number("weight_low", 0), High: s.number("weight_high", 0),
		SD: s.number("weight_sd", 0), By: s.text("weight_by")}
}

func group(s *section) study.Group {
	g := study.Group{ID: s.text("id"), Name: s.text("name"), Parent: s.text("parent"), Because: s.text("because"), Weight: weight(s),
		Aggregation: study.Aggregation(s.text("aggregation"))}
	s.rest()
	return g
}

func criterion(s *section, known []study.Indicator) study.Criterion {
	c := study.Criterion{ID: s.text("id"), Because: s.text("because"), Weight: weight(s), Group: s.text("group"),
		Normalisation: study.Normalisation(s.text("normalisation")), Goalposts: s.numbers("goalposts"),
		Treatment: study.Treatment(s.text("treatment")), Period: study.Period(s.whole("period")), Years: s.whole("years")}
	if c.Years == 1 {
		c.Years = 0 // the same, said aloud
	}
	var agreed study.Direction
	if at := slices.IndexFunc(known, func(i study.Indicator) bool { return i.ID == c.ID }); at >= 0 && known[at].Direction.Sign() != 0 {
		agreed = known[at].Direction
	}
	c.Direction = chosen(s, "direction", agreed)
	if _, stated := s.values["target"]; stated {
		target := s.number("target", 0)
		c.Target = &target
	} else {
		s.keys = append(s.keys, "target")
	}
	s.rest()
	return c
}

func ranges(s *section) study.Ranges {
	v := study.Ranges{
		Normalisations: list[study.Normalisation](s, "normalisation"),
		Aggregations:   list[study.Aggregation](s, "aggregation"),
		Weights:        list[study.Weighing](s, "weights"),
		Concentration:  s.number("concentration", 0),
		Imputations:    list[study.Imputation](s, "imputation"),
		Treatments:     list[study.Treatment](s, "treatment"),
		LeaveOut:       s.whole("leave_out"),
		MayLeaveOut:    list[string](s, "may_leave_out"),
		Readings:       s.truth("readings"),
		YearsBack:      s.whole("years_back"),
		SamplingError:  s.truth("sampling_error"),
		Shrinkage:      s.truth("shrinkage"),
	}
	s.rest()
	return v
}
