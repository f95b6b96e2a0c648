package workbench

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"goodmeasure/internal/store"
	"goodmeasure/study"
)

// held is a file of a workspace with what was taken from it.
type held struct {
	store.File
	store.Content
}

// issueOf gives the issue that a source of the file's observations has.
func (h held) issueOf(name string) *issue {
	return &issue{publication: publicationOf(name, h.Publication), order: h.Order, detail: h.Detail, file: h.ID}
}

// compose lays imported files, in the order of import, over an edition. Neither is changed. The same edition and the
// same files in the same order always give the same edition, whose hash says which they were.
func compose(base *study.Edition, files []held) *study.Edition {
	if len(files) == 0 {
		return base
	}
	e := &study.Edition{Name: base.Name + " and " + ofThings(len(files), "imported file", "imported files"), Hash: composedHash(base, files), Authorities: base.Authorities,
		Indicators: slices.Clone(base.Indicators), Hexes: base.Hexes, Differences: slices.Clone(base.Differences)}
	figures := entered(base)
	for _, f := range files {
		figures.add(f.Observations, f.issueOf)
		for _, i := range f.Indicators {
			at := slices.IndexFunc(e.Indicators, func(known study.Indicator) bool { return known.ID == i.ID })
			if at < 0 {
				e.Indicators = append(e.Indicators, i)
				continue
			}
			// The file imported last says what an indicator of somebody's own is; all of them, which periods it has.
			i.FirstPeriod, i.LastPeriod = min(i.FirstPeriod, e.Indicators[at].FirstPeriod), max(i.LastPeriod, e.Indicators[at].LastPeriod)
			e.Indicators[at] = i
		}
	}
	for _, i := range e.Indicators {
		observations, differences := figures.settled(i.ID)
		e.SetObservations(i.ID, observations)
		e.Differences = append(e.Differences, differences...)
	}
	inspections, differences := mergeInspections(base.Inspections, files)
	e.Inspections, e.Differences = inspections, append(e.Differences, differences...)
	e.Neighbours = mergeNeighbours(base.Neighbours, files)
	e.Contexts = surroundings(base.Contexts, e)
	return e
}

// entered is a ledger of an edition's figures.
func entered(base *study.Edition) ledger {
	figures := ledger{}
	for _, i := range base.Indicators {
		figures.add(slices.Collect(base.Observations(i.ID)), embeddedIssue)
	}
	return figures
}

// composedHash is the SHA-256 over what an edition of a workspace is made from.
func composedHash(base *study.Edition, files []held) string {
	sum := sha256.New()
	fmt.Fprintf(sum, "precedence %d\nedition %s\n", precedenceVersion, base.Hash)
	for _, f := range files {
		fmt.Fprintf(sum, "file %s read by %s\n", f.SHA256, f.Program)
	}
	return hex.EncodeToString(sum.Sum(nil))
}

// bare is an edition without any figure or judgement: the places and the indicators alone.
func bare(base *study.Edition) *study.Edition {
	e := &study.Edition{Name: "imports alone", Hash: base.Hash + " without figures", Authorities: base.Authorities, Indicators: base.Indicators, Hexes: base.Hexes}
	for _, c := range base.Contexts {
		for _, latest := range latestOf(&c) {
			*latest.figure, *latest.period = study.Missing, 0
		}
		e.Contexts = append(e.Contexts, c)
	}
	return e
}

// surroundings brings the newest figures that authorities' surroundings hold up to those of the edition.
func surroundings(contexts []study.Context, e *study.Edition) []study.Context {
	contexts = slices.Clone(contexts)
	for i := range contexts {
		for _, latest := range latestOf(&contexts[i]) {
			for _, period := range slices.Backward(e.Periods(latest.indicator)) {
				if o := e.Observation(contexts[i].Authority, latest.indicator, period); o.Status.HasValue() {
					*latest.figure, *latest.period = o.Value, int(period)
					break
				}
			}
		}
	}
	return contexts
}

// latestFigure is a figure of an authority's surroundings that is an indicator's newest.
type latestFigure struct {
	indicator string
	figure    *study.Number
	period    *int
}

func latestOf(c *study.Context) []latestFigure {
	return []latestFigure{
		{childPopulation, &c.ChildPopulation, &c.ChildPopulationPeriod},
		{"child_poverty", &c.ChildPoverty, &c.ChildPovertyPeriod},
		{"fsm_primary", &c.FreeMealsPrimary, &c.FreeMealsPeriod},
		{"spend_per_child", &c.SpendPerChild, &c.SpendPerChildPeriod},
	}
}

// mergeNeighbours takes each authority's list under a model as a whole: that of the newest release, then of the file
// imported last.
func mergeNeighbours(base []study.Neighbour, files []held) []study.Neighbour {
	type list struct{ authority, model string }
	from := map[list]int{} // place in files
	for at, f := range files {
		for _, n := range f.Neighbours {
			key := list{n.Authority, n.Model}
			if before, listed := from[key]; !listed || files[before].Order <= f.Order {
				from[key] = at
			}
		}
	}
	merged := slices.DeleteFunc(slices.Clone(base), func(n study.Neighbour) bool {
		_, replaced := from[list{n.Authority, n.Model}]
		return replaced
	})
	for at, f := range files {
		for _, n := range f.Neighbours {
			if from[list{n.Authority, n.Model}] == at {
				merged = append(merged, n)
			}
		}
	}
	return merged
}
