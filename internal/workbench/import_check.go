package workbench

import (
	"fmt"

	"goodmeasure/source"
	"goodmeasure/study"
)

// check refuses a batch that would make a workspace contradict itself, whatever the reader of its format let through.
func (m *Importer) check(batch *source.Batch) error {
	known := map[string]bool{}
	for _, i := range m.known.Indicators {
		known[i.ID] = true
	}
	for _, i := range batch.Indicators {
		if known[i.ID] {
			return fmt.Errorf("it defines the indicator %s, which the catalogue has, or which it defined before; give it another name", i.ID)
		}
		known[i.ID] = true
	}
	if err := m.checkObservations(batch.Observations, known); err != nil {
		return err
	}
	visits := map[string]bool{}
	for _, i := range batch.Inspections {
		visit := fmt.Sprintf("the inspection of %s under %s %s published on %s", i.Authority, i.Framework, i.Kind, i.Published)
		switch _, found := m.known.Places.ByCode(i.Authority); {
		case !found:
			return fmt.Errorf("%s: there is no such authority", visit)
		case i.Published.IsZero():
			return fmt.Errorf("%s: expected a day of publication", visit)
		case visits[visit]:
			return fmt.Errorf("%s stands in it twice; leave one", visit)
		}
		visits[visit] = true
	}
	places := map[study.Neighbour]bool{}
	for _, n := range batch.Neighbours {
		key := study.Neighbour{Authority: n.Authority, Model: n.Model, Rank: n.Rank}
		if places[key] {
			return fmt.Errorf("authority %s has two neighbours at place %d of the model of %s; leave one", n.Authority, n.Rank, n.Model)
		}
		places[key] = true
	}
	return nil
}

func (m *Importer) checkObservations(observations []study.Observation, known map[string]bool) error {
	type key struct {
		authority, indicator string
		period               study.Period
	}
	seen := make(map[key]bool, len(observations))
	for _, o := range observations {
		refuse := func(why string) error {
			return fmt.Errorf("%s of authority %s in %d: %s", o.Indicator, o.Authority, o.Period, why)
		}
		authority, found := m.known.Places.ByCode(o.Authority)
		switch {
		case !found || authority.Code != o.Authority:
			return refuse("there is no such authority")
		case !known[o.Indicator]:
			return refuse("there is no such indicator, and the file does not define it")
		case !o.Status.Valid() || o.Value.Known() != o.Status.HasValue():
			return refuse(fmt.Sprintf("found value %q with status %q, expected a value beside ok or joint, and only there", o.Value, o.Status))
		case seen[key{o.Authority, o.Indicator, o.Period}]:
			return refuse("it is given twice; leave one")
		}
		seen[key{o.Authority, o.Indicator, o.Period}] = true
	}
	return nil
}
