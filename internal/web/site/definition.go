package site

import (
	"errors"
	"fmt"
	"slices"

	"goodmeasure/chart"
	"goodmeasure/definition"
	"goodmeasure/method"
	"goodmeasure/study"
)

// definition is the definition that a link states; that of no link is the default.
func (s *Site) definition(link string) (*study.Definition, error) {
	d, err := definition.ParseLink(link, s.bench.Edition.Indicators)
	if err != nil {
		refused := &BadRequest{What: "The definition in this address cannot be used.", Nearest: s.offered(Link{"Define good", "/define"}), Param: "d",
			Do: chart.Sentence(err.Error()) + " Without d in the address the page goes on with the study’s definition."}
		var refusal *definition.Refusal
		if errors.As(err, &refusal) {
			refused.Do = fmt.Sprintf("The fault is in line %d: %s. Copy the whole link again, or take d out of the address to go on with the study’s definition.", refusal.Faults[0].Line, refusal.Faults[0])
		}
		return nil, refused
	}
	return d, nil
}

// offered are those links that the site has pages for.
func (s *Site) offered(links ...Link) []Link {
	return slices.DeleteFunc(links, func(link Link) bool { return !s.paths[link.URL] })
}

// inForce is the line under the header: what holds for every figure of the page.
type inForce struct {
	Definition string // "The study's composite (14 measures, equal weights)"
	DataTo     string // "31 March 2025"
}

func (s *Site) inForce(d *study.Definition) inForce {
	weights := "equal weights"
	if len(d.Indicators) > 0 {
		if shares := d.Shares(); slices.Max(shares)-slices.Min(shares) > 1e-9 { // what counts alike within its group may not count alike
			weights = "unequal weights"
		}
	}
	line := inForce{Definition: fmt.Sprintf("%s (%s, %s)", d.Name, chart.Count(len(d.Indicators), "measure", "measures"), weights)}
	var last study.Date
	for _, c := range d.Indicators {
		end := s.ends()[c.ID]
		if i, found := s.bench.Edition.Indicator(c.ID); found && c.Period != 0 {
			end = i.PeriodType.End(c.Period)
		}
		if last.Before(end) {
			last = end
		}
	}
	if !last.IsZero() {
		line.DataTo = last.Long()
	}
	return line
}

// newestEnds are the last days of each indicator's newest period that is well covered, which a definition takes unless it says otherwise.
func (s *Site) newestEnds() map[string]study.Date {
	ends := map[string]study.Date{}
	for _, i := range s.bench.Edition.Indicators {
		if periods := method.Covered(s.bench.Edition, i.ID); len(periods) > 0 {
			ends[i.ID] = i.PeriodType.End(slices.Max(periods))
		}
	}
	return ends
}
