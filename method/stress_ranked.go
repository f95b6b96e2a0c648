package method

import (
	"fmt"

	"goodmeasure/study"
)

// RankedWords say how many authorities the definition and those drawn rank, and why not the others. Nothing where all rank all.
func (x *StressTest) RankedWords() string {
	var never, short, atTimes []string
	nominal, lowest, highest := 0, study.Number(1), study.Number(0)
	for _, left := range x.NotRanked {
		never = append(never, left.Name)
	}
	for _, a := range x.Authorities {
		switch {
		case a.RankNominal.Known():
			nominal++
		case a.RankedShare == 0:
			short = append(short, a.Name)
		}
		if a.RankedShare > 0 && a.RankedShare < 1 {
			atTimes = append(atTimes, a.Name)
			lowest, highest = min(lowest, a.RankedShare), max(highest, a.RankedShare)
		}
	}
	if len(never)+len(short)+len(atTimes) == 0 {
		return ""
	}
	words := fmt.Sprintf("Of %s, the definition itself ranks %s, and %s ranked by some or all of the others drawn.",
		count(len(x.NotRanked)+len(x.Authorities), "authority"), noneOr(nominal), noneIs(x.ranked()))
	if len(never) > 0 {
		words += " " + fewNames(never, "are", "is") + " never ranked, having a handful of children."
	}
	if len(short) > 0 {
		words += " " + fewNames(short, "have", "has") + " figures on too few measures to be ranked by any."
	}
	if len(atTimes) > 0 {
		share := percentWords(lowest)
		if high := percentWords(highest); high != share {
			share += " to " + high
		}
		them := "them"
		if len(atTimes) == 1 {
			them = "it"
		}
		words += fmt.Sprintf(" %s figures on too few of the measures of some definitions: %s of those drawn rank %s.", fewNames(atTimes, "have", "has"), share, them)
	}
	return words
}

// fewNames names authorities before a verb, or counts them where they are many.
func fewNames(names []string, many, one string) string {
	const most = 4
	if len(names) > most {
		return fmt.Sprintf("%d authorities %s", len(names), many)
	}
	return listed(names, "", many, one)
}
