package workbench

import (
	"fmt"
	"slices"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/method"
	"goodmeasure/study"
)

// Headline says what the figures of the period are.
func (m *Measure) Headline() string {
	i, s := m.Record.Indicator, m.Spread
	if s.N < 4 {
		return fmt.Sprintf("%s, %s a figure.", chart.Capital(i.PeriodType.At(m.Period)), chart.Count(s.N, "authority has", "authorities have"))
	}
	return fmt.Sprintf("%s, the middle one of %d authorities has %s; half of them lie between %s and %s.", chart.Capital(i.PeriodType.At(m.Period)), s.N,
		measured(s.Median, i.Unit), amount(s.Quarter, i.Unit), amount(s.ThreeFourth, i.Unit))
}

// EnglandWords tell England's middle authority from all England together, where a funnel shows the second too.
func (m *Measure) EnglandWords() string {
	middle, whole := amount(m.Spread.Median, m.Record.Unit), amount(m.Funnel.Target, m.Record.Unit)
	if m.Spread.N < 4 || !m.Spread.Median.Known() {
		return ""
	}
	words := "That is England’s middle authority, whatever its size: “England (middle)” in figures, and what authorities are compared with."
	if !m.Funnel.Target.Known() || middle == whole {
		return words
	}
	n, asPublished := len(m.Funnel.Points), slices.Contains(pooledNationally, m.Record.ID)
	switch all := m.countsAll(); {
	case all && asPublished:
		words += fmt.Sprintf(" All England together, with counts added up as in the publisher’s own figure for England, has %s; the funnel is drawn round that.", whole)
	case all:
		words += fmt.Sprintf(" All England together, with counts added up, has %s; the funnel is drawn round that.", whole)
	case asPublished:
		words += fmt.Sprintf(" The %d authorities whose counts are published have %s together, round which the funnel is drawn; the publisher’s own figure for England adds up all counts, unpublished ones too.", n, whole)
	default:
		words += fmt.Sprintf(" The %d authorities whose counts are published have %s together; the funnel is drawn round that.", n, whole)
	}
	return words
}

// countsAll tells whether the funnel counts every authority that is ranked.
func (m *Measure) countsAll() bool { return m.Missing == 0 && len(m.Funnel.Points) >= m.Spread.N }

// FunnelRound is what the funnel is drawn round: all England together, or those whose counts are published.
func (m *Measure) FunnelRound() string {
	if m.countsAll() {
		return "all England together"
	}
	return "the " + chart.Count(len(m.Funnel.Points), "authority", "authorities") + " together"
}

// CountWords say how many authorities have a figure of the period, and which are never counted.
func (m *Measure) CountWords() string {
	words := m.PeriodWords + ": " + chart.Count(m.Spread.N, "authority has one", "authorities have one")
	if m.Missing > 0 {
		words += ", " + chart.Count(m.Missing, "has none", "have none")
	}
	var apart []string
	for _, f := range m.Figures {
		if f.Tiny {
			apart = append(apart, f.Name)
		}
	}
	if len(apart) > 0 {
		words += ", not counting " + joined(apart) + ", which " + pick(len(apart), "is", "are") + " never ranked"
	}
	return words
}

// DirectionWords says which way is better, as far as people agree.
func (m *Measure) DirectionWords() string {
	switch m.Record.Direction {
	case study.HigherIsBetter:
		return "Higher is usually better"
	case study.LowerIsBetter:
		return "Lower is usually better"
	case study.Contested:
		return "People disagree which way is better"
	}
	return "Neither way is better: it describes the surroundings"
}

// DirectionNote says why, or what follows from it.
func (m *Measure) DirectionNote() string {
	switch m.Record.Direction {
	case study.Contested:
		return "Both readings are shown here, and each conclusion says which it rests on. A definition of good has to state one, with a reason."
	case study.NoDirection:
		return "No authority is ranked on it. It is here to be read beside the others, and a definition that counts it has to state a direction, with a reason."
	}
	return "This is the direction that the catalogue takes. A definition of good can take the other one, if it gives a reason."
}

// Told says how many authorities the ranks can tell apart from the middle, one reading's way.
func (r Reading) Told() string {
	told := r.Better + r.Worse + r.Unclear
	if told == 0 {
		return "The sampling error of these figures is not known, since they are published without the counts that would tell. Places that are close may mean nothing."
	}
	words := fmt.Sprintf("Of %s with a known sampling error, %s clearly in the better half and %s in the worse half (the whole 95%% interval of the rank lies there); %d cannot be told apart from the middle.",
		chart.Count(told, "authority", "authorities"), isOrAre(r.Better), noneOr(r.Worse), r.Unclear)
	if unknown := r.N - told; unknown > 0 {
		words += fmt.Sprintf(" For %s the sampling error is not known.", chart.Count(unknown, "other", "others"))
	}
	return words
}

func isOrAre(n int) string {
	switch n {
	case 0:
		return "none is"
	case 1:
		return "1 is"
	}
	return fmt.Sprintf("%d are", n)
}

// FunnelWords says who is out of the ordinary and what the limits allow for.
func (m *Measure) FunnelWords() string {
	f := m.Funnel
	if f.Why != "" {
		return "There is no funnel: " + f.Why + "."
	}
	beyond, inner := 0, 0
	for _, p := range f.Points {
		if p.Beyond == 2 || p.Beyond == -2 {
			beyond++
		}
		if p.Beyond != 0 {
			inner++
		}
	}
	words := fmt.Sprintf("%s outside the limits that would hold 99.8%% of authorities if none were out of the ordinary, and %d outside those for 95%%, where about %.0f would be by chance.",
		chart.Capital(authoritiesAre(beyond)), inner, 0.05*float64(f.N))
	if f.Dispersion > 1 {
		words += fmt.Sprintf(" Authorities differ by more than chance (%.1f times the variance that counts of this size have), and the limits allow for it.", float64(f.Dispersion))
	}
	if f.WithoutN > 0 {
		words += fmt.Sprintf(" %s left out, published without counts.", chart.Capital(chart.Count(f.WithoutN, "figure is", "figures are")))
	}
	return words
}

// SourceLine says where the figures of the period come from.
func (m *Measure) SourceLine() string {
	return sourceLine(m.Record.Indicator, m.Sources) + " " + editionLine(m.Record.Edition)
}

// JudgedLine says which judgements the figures are set beside.
func (j JudgementsUsed) JudgedLine() string {
	return fmt.Sprintf("Ofsted: latest %s under the %s (%s) published by %s, of %s.", j.Words, j.Named, j.Framework, j.AsAt.Long(), chart.Count(j.N, "authority", "authorities"))
}

// AssociationWords says how one measure goes with a judgement, and what could have been found. The p-value is adjusted where
// the measure was one of several.
func AssociationWords(a method.Association, judgement string, adjusted study.Number, detectable study.Number) string {
	if !a.ORPerSD.Known() {
		why := "too few figures"
		if len(a.Why) > 0 {
			why = strings.TrimSuffix(a.Why[0], ".")
		}
		return fmt.Sprintf("Whether it goes with the %s cannot be said: %s.", judgement, why)
	}
	size := fmt.Sprintf("for one standard deviation better the odds of a better grade are %s times as high (95%% interval %s to %s; %s)",
		decimal(a.ORPerSD, 2), decimal(a.ORLow, 2), decimal(a.ORHigh, 2), chart.Count(a.N, "authority", "authorities"))
	if adjusted < 0.05 {
		way := "better"
		if a.ORPerSD < 1 {
			way = "worse"
		}
		return fmt.Sprintf("A better figure goes with a %s %s: %s.", way, judgement, size)
	}
	words := fmt.Sprintf("It is not found to go with the %s: %s.", judgement, size)
	if detectable.Known() {
		words += fmt.Sprintf(" Odds of %s times or more would have been found four times in five; a weaker link may be there unseen.", decimal(detectable, 2))
	}
	if a.Equivalent < 0.05 {
		words += fmt.Sprintf(" A link stronger than %s times, either way, can be ruled out.", decimal(study.Number(method.EquivalenceMargin), 1))
	}
	return words
}
