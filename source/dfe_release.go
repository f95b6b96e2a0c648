package source

import (
	"fmt"
	"strconv"
	"strings"

	"goodmeasure/study"
)

// release says how the release of a file is named and ordered.
type release struct {
	series string       // "EES", or the number of a statistical first release: "SFR:SFR34"
	dated  bool         // a layout that is no longer used: the year is part of every source's name
	period study.Period // the one period of a first release, whose rows do not say it
	order  int          // year*100 + month of publication of a first release
}

// lastUndated is the year of the releases whose sources are called EES alone; later ones carry their year.
const lastUndated = 2025

// of gives the release of a file that covers the periods from first to last.
func (r release) of(last study.Period) Release {
	if r.order > 0 {
		_, number, _ := strings.Cut(r.series, ":")
		return Release{Name: number, Order: r.order, Detail: 2}
	}
	return Release{Name: fmt.Sprintf("%s %d", r.series, last), Order: int(last) * 100, Detail: 2}
}

// source is the publication and file that observations name, for example "EES:absence_la".
func (r release) source(name string, first, last study.Period) string {
	series := r.series
	if r.order > 0 {
		return series + "_" + name
	}
	if r.dated || last > lastUndated {
		series = fmt.Sprintf("%s-%d", series, last)
	}
	years := strings.NewReplacer("{first}", strconv.Itoa(int(first)), "{last}", strconv.Itoa(int(last)))
	return series + ":" + years.Replace(name)
}

var (
	exploreNow  = release{series: "EES"}              // the columns of the 2025 releases
	exploreThen = release{series: "EES", dated: true} // the columns of the 2022 releases
)
