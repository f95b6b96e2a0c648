package source

import (
	"fmt"
	"strconv"
	"strings"

	"goodmeasure/study"
)

// Why rows are rightly not taken: the keys of Batch.Skipped.
const (
	SkippedArea    = "regional and national rows"
	SkippedOutside = "authority did not exist at the end of the period"
)

// Place is what a row says about where its figure is for. Any part may be empty.
type Place struct {
	Code string // three-digit DfE code, or several parted by slashes for a joint figure
	ONS  string // nine-character ONS code, current, older or from a boundary change
	Name string
}

// Find gives the authorities that a place stands for: one, or several for a joint figure. The DfE code counts first
// because it outlives changes of the ONS code, then the ONS code, and the name only where there is no code.
func (p Place) Find(places *study.Gazetteer) ([]study.Authority, error) {
	for _, codes := range []string{p.Code, p.ONS} {
		if strings.TrimSpace(codes) == "" {
			continue
		}
		var found []study.Authority
		for _, code := range jointCodes(codes) {
			if authority, known := places.ByCode(code); known {
				found = append(found, authority)
			}
		}
		if len(found) == len(jointCodes(codes)) {
			return found, nil
		}
	}
	if authority, known := places.ByName(p.Name); known && p.Code == "" && p.ONS == "" {
		return []study.Authority{authority}, nil
	}
	return nil, fmt.Errorf("no authority has %s", p)
}

func (p Place) String() string {
	var parts []string
	for _, part := range []struct{ label, text string }{{"code", p.Code}, {"ONS code", p.ONS}, {"name", p.Name}} {
		if part.text != "" {
			parts = append(parts, part.label+" "+strconv.Quote(part.text))
		}
	}
	if len(parts) == 0 {
		return "neither a code nor a name"
	}
	return strings.Join(parts, ", ")
}

// jointly is the status of a figure that is given for so many authorities at once.
func jointly(status study.Status, authorities int) study.Status {
	if status == study.Published && authorities > 1 {
		return study.Joint
	}
	return status
}

// Alive tells whether a figure for the period can be the authority's own. Publications carry figures for authorities
// that had ended or were not yet made; those are not taken.
func Alive(authority study.Authority, kind study.PeriodType, period study.Period) bool {
	return authority.ExistedOn(kind.End(period))
}
