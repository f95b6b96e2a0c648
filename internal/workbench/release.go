package workbench

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"time"

	"goodmeasure/study"
)

// Release is one file or version of a publication, and the figures of an indicator that the edition took from it.
type Release struct {
	Source string       `json:"source"` // as observations name it
	Words  string       `json:"words"`  // publisher, publication and release
	First  study.Period `json:"first_period"`
	Last   study.Period `json:"last_period"`
	N      int          `json:"n"` // figures with a value
	Years  string       `json:"years"`
}

// releases are where an indicator's figures were read, the newest figures first.
func (w *Workbench) releases(i study.Indicator) []Release {
	found := []Release{}
	periods := map[string][]study.Period{}
	for o := range w.Edition.Observations(i.ID) {
		if !o.Status.HasValue() {
			continue
		}
		at := slices.IndexFunc(found, func(r Release) bool { return r.Source == o.Source })
		if at < 0 {
			at, found = len(found), append(found, Release{Source: o.Source, Words: i.Publisher + ", " + i.Publication + ": " + releaseWords(o.Source), First: o.Period, Last: o.Period})
		}
		r := &found[at]
		r.N, r.First, r.Last = r.N+1, min(r.First, o.Period), max(r.Last, o.Period)
		if !slices.Contains(periods[o.Source], o.Period) {
			periods[o.Source] = append(periods[o.Source], o.Period)
		}
	}
	for at := range found {
		years := periods[found[at].Source]
		slices.Sort(years)
		found[at].Years = spans(years)
	}
	slices.SortFunc(found, func(a, b Release) int {
		return cmp.Or(cmp.Compare(b.Last, a.Last), cmp.Compare(b.First, a.First), cmp.Compare(a.Source, b.Source))
	})
	return found
}

// releaseWords say which release of a publication a source is, and when it was published as far as its name knows.
func releaseWords(source string) string {
	series, file, _ := strings.Cut(source, ":")
	switch year, dated := strings.CutPrefix(series, "EES-"); {
	case series == "EES":
		return "explore education statistics, 2025 release" // those since carry their year
	case dated:
		return "explore education statistics, " + year + " release"
	case series == "LAIT":
		return "local authority interactive tool, version of " + monthWords(file)
	case series == "SFR":
		if parts := firstRelease.FindStringSubmatch(file); parts != nil {
			return "statistical first release " + parts[1] + " of " + parts[2]
		}
		return "statistical first release"
	}
	return source
}

// firstRelease is the number of a statistical first release and its year, as in SFR34_OC22015.
var firstRelease = regexp.MustCompile(`^SFR(\d+)_.*?((?:19|20)\d\d)$`)

// monthWords is a month as people write it: April 2026 for 2026-04.
func monthWords(month string) string {
	t, err := time.Parse("2006-01", month)
	if err != nil {
		return month
	}
	return t.Format("January 2006")
}
