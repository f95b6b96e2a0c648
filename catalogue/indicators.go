package catalogue

import (
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"goodmeasure/study"
)

// Indicators are the published measures that the program knows, each from its own file in indicators. They come in
// the order of indicators/order.txt: the core first, its outcomes before its workforce, then the other outcomes,
// the other workforce and the context. It errors, naming the file and the key, when a file cannot be read, holds a
// key that no indicator has, or says something that cannot be so.
func Indicators() ([]study.Indicator, error) {
	files, err := fs.Sub(embedded, "indicators")
	if err != nil {
		return nil, err
	}
	return loadIndicators(files)
}

func loadIndicators(files fs.FS) ([]study.Indicator, error) {
	order, err := fs.ReadFile(files, "order.txt")
	if err != nil {
		return nil, fmt.Errorf("reading the order of the indicators: %w", err)
	}
	var indicators []study.Indicator
	place := map[string]int{}
	for _, id := range strings.Fields(string(order)) {
		if _, twice := place[id]; twice {
			return nil, fmt.Errorf("indicators/order.txt: %s is listed twice; leave one", id)
		}
		text, err := fs.ReadFile(files, id+".toml")
		if err != nil {
			return nil, fmt.Errorf("indicators/order.txt lists %s: %w; write that file or leave the id out", id, err)
		}
		indicator, err := parseIndicator(id+".toml", string(text))
		if err != nil {
			return nil, err
		}
		place[id] = len(indicators)
		indicators = append(indicators, indicator)
	}
	names, err := fs.Glob(files, "*.toml")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if _, listed := place[strings.TrimSuffix(name, ".toml")]; !listed {
			return nil, fmt.Errorf("indicators/%s is not listed in indicators/order.txt; add its id where it belongs", name)
		}
	}
	if err := checkGroups(indicators); err != nil {
		return nil, err
	}
	return indicators, checkRelations(indicators, place)
}

// parseIndicator reads one indicator from the text of its file and checks all that can be checked without the others.
func parseIndicator(name, text string) (study.Indicator, error) {
	var indicator study.Indicator
	keys, err := toml.Decode(text, &indicator)
	if err != nil {
		return study.Indicator{}, fmt.Errorf("reading indicators/%s: %w", name, err)
	}
	if unknown := keys.Undecoded(); len(unknown) > 0 {
		return study.Indicator{}, fmt.Errorf("indicators/%s: found the key %q, which no indicator has; correct its spelling or leave it out",
			name, unknown[0].String())
	}
	if indicator.ID+".toml" != name {
		return study.Indicator{}, fmt.Errorf("indicators/%s: id: found %q, expected the name of the file without .toml", name, indicator.ID)
	}
	typeset(&indicator)
	return indicator, checkIndicator(indicator)
}

// typeset gives the words that people read true apostrophes: files are typed with plain ones.
func typeset(i *study.Indicator) {
	read := []*string{&i.Name, &i.Plain, &i.Denominator, &i.Publisher, &i.Publication}
	for at := range i.Readings {
		read = append(read, &i.Readings[at].Because)
	}
	for at := range i.Breaks {
		read = append(read, &i.Breaks[at].What)
	}
	for at := range i.Caveats {
		read = append(read, &i.Caveats[at])
	}
	for _, words := range read {
		*words = apostrophe.ReplaceAllString(*words, "$1’")
	}
}

// apostrophe is a plain one, after a letter.
var apostrophe = regexp.MustCompile(`(\pL)'`)

// checkGroups refuses an order in which an indicator stands after one of a later group.
func checkGroups(indicators []study.Indicator) error {
	groups := []study.Domain{study.Outcome, study.Workforce, study.Surround}
	group := func(i study.Indicator) int {
		at := slices.Index(groups, i.Domain)
		if !i.Core {
			at += len(groups)
		}
		return at
	}
	for n := 1; n < len(indicators); n++ {
		if before, i := indicators[n-1], indicators[n]; group(i) < group(before) {
			return fmt.Errorf("indicators/order.txt: %s stands after %s; expected the core first, then outcomes, workforce and context",
				i.ID, before.ID)
		}
	}
	return nil
}

// checkRelations refuses a relation to an indicator that is not there, or that the other one contradicts.
func checkRelations(indicators []study.Indicator, place map[string]int) error {
	for _, i := range indicators {
		refuse := func(key, found, expected string) error {
			return fmt.Errorf("indicators/%s.toml: %s: found %q, expected %s", i.ID, key, found, expected)
		}
		other := func(id string) (study.Indicator, bool) {
			n, known := place[id]
			if !known || id == i.ID {
				return study.Indicator{}, false
			}
			return indicators[n], true
		}
		for _, id := range i.Complements {
			c, known := other(id)
			if !known {
				return refuse("complements", id, "the id of another indicator")
			}
			if !slices.Contains(c.Complements, i.ID) {
				return refuse("complements", id, "an indicator that names this one among its own complements")
			}
		}
		for _, id := range i.NestedIn {
			outer, known := other(id)
			if !known {
				return refuse("nested_in", id, "the id of another indicator")
			}
			if slices.Contains(outer.NestedIn, i.ID) {
				return refuse("nested_in", id, "an indicator that is not itself nested in this one")
			}
		}
		if i.Replaces == "" {
			continue
		}
		older, known := other(i.Replaces)
		if !known {
			return refuse("replaces", i.Replaces, "the id of another indicator")
		}
		if older.LastPeriod >= i.FirstPeriod {
			return refuse("replaces", i.Replaces, fmt.Sprintf("a series that ends before %d", i.FirstPeriod))
		}
	}
	return nil
}
