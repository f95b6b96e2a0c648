package study

import (
	"fmt"
	"slices"
	"strings"
)

func (c *definitionCheck) indicator(at int) {
	i := c.Indicators[at]
	refuse := func(key, found, expected, fix string) { c.inIndicator(at, key, found, expected, fix) }
	if first := slices.IndexFunc(c.Indicators[:at], func(other Criterion) bool { return other.ID == i.ID }); first >= 0 && i.ID != "" {
		refuse("id", fmt.Sprintf("%q a second time", i.ID), fmt.Sprintf("each indicator once: number %d has it already", first+1), "leave one of them out")
	}
	weightFaults(i.Weight, refuse)
	if i.Group != "" && !slices.ContainsFunc(c.Groups, func(g Group) bool { return g.ID == i.Group }) {
		refuse("group", fmt.Sprintf("%q", i.Group), "the id of a group of this file", Suggestion(i.Group, c.groupIDs(), fmt.Sprintf("add it with [[group]] and id = %q, or leave the key out", i.Group)))
	}
	if i.Normalisation != "" {
		if expected, fix := oneOf(i.Normalisation, Normalisations); expected != "" {
			refuse("normalisation", fmt.Sprintf("%q", i.Normalisation), expected, fix)
		}
	}
	if i.Treatment != "" {
		if expected, fix := oneOf(i.Treatment, Treatments); expected != "" {
			refuse("treatment", fmt.Sprintf("%q", i.Treatment), expected, fix)
		}
	}
	c.bounds(i, refuse)
	if i.Years < 0 {
		refuse("years", fmt.Sprint(i.Years), "over how many years figures are averaged, 1 or more", "write years = 1, or leave the key out")
	}
	known, found := c.catalogued(i.ID)
	switch {
	case i.ID == "":
		refuse("id", "nothing", "the id of an indicator", "write for example id = \"rereferral\"; `goodmeasure indicators` lists them all")
		return
	case !found:
		var ids []string
		for _, k := range c.known {
			ids = append(ids, k.ID)
		}
		refuse("id", fmt.Sprintf("%q", i.ID), "the id of an indicator", Suggestion(i.ID, ids, "`goodmeasure indicators` lists them all"))
		return
	}
	directionFaults(i, known, refuse)
	if first := int(i.Period) - max(i.Years, 1) + 1; i.Period != 0 && first < int(known.FirstPeriod) {
		refuse("period", fmt.Sprint(int(i.Period)), fmt.Sprintf("a year whose figures exist: they begin in %d", known.FirstPeriod), "write a later year, or leave the key out for the newest")
	}
}

func directionFaults(i Criterion, known Indicator, refuse func(key, found, expected, fix string)) {
	because := strings.TrimSpace(i.Because) != ""
	switch {
	case i.Direction.Sign() == 0 && known.Direction == Contested:
		found := "no reading"
		if i.Direction != "" {
			found = fmt.Sprintf("%q", i.Direction)
		}
		refuse("direction", found, "a reading, since people disagree which way is better",
			`write direction = "higher" or direction = "lower", and why with because`)
	case i.Direction.Sign() == 0 && i.Direction != "":
		refuse("direction", fmt.Sprintf("%q", i.Direction), "higher or lower", "write which way is better")
	case i.Direction.Sign() == 0:
		refuse("direction", "nothing", "higher or lower, since this indicator describes the surroundings and has no agreed direction",
			"write direction and why with because, or leave the indicator out")
	case i.Direction != known.Direction && !because:
		agreed := known.Direction.Words()
		refuse("because", "no reason", fmt.Sprintf("why %s is better: in the catalogue %s", i.Direction, agreed), "write because = \"your reason\"")
	}
}

// bounds checks goalposts and targets, and that methods which need them have them.
func (c *definitionCheck) bounds(i Criterion, refuse func(key, found, expected, fix string)) {
	used := c.usedBy(i)
	if posts := i.Goalposts; len(posts) > 0 {
		switch {
		case len(posts) != 2:
			refuse("goalposts", fmt.Sprintf("%d numbers", len(posts)), "two numbers", "write for example goalposts = [0, 50]")
		case !posts[0].Known() || !posts[1].Known():
			refuse("goalposts", fmt.Sprintf("[%v, %v]", float64(posts[0]), float64(posts[1])), "two finite numbers", "write for example goalposts = [0, 50]")
		case posts[0] >= posts[1]:
			refuse("goalposts", fmt.Sprintf("[%v, %v]", float64(posts[0]), float64(posts[1])), "the smaller number first, whichever way is better",
				"exchange them: the direction turns the scale, not the posts")
		}
	} else if slices.Contains(used, NormaliseGoalposts) {
		refuse("goalposts", "none", "the two figures between which it is scaled", "write for example goalposts = [0, 50], in the indicator’s own unit")
	}
	switch {
	case i.Target != nil && !i.Target.Known():
		refuse("target", fmt.Sprint(float64(*i.Target)), "a finite number", "write it in the indicator’s own unit")
	case i.Target == nil && slices.Contains(used, NormaliseTarget):
		refuse("target", "none", "the figure to reach", "write for example target = 95, in the indicator’s own unit")
	}
	known, _ := c.catalogued(i.ID)
	lower := i.Direction == LowerIsBetter || c.Vary.Readings && known.Direction == Contested
	if slices.Contains(used, NormaliseFraction) && lower {
		refuse("normalisation", `"fraction" where lower is better`, "a normalisation that can turn the order round", `write normalisation = "best" or "minmax" for it`)
	}
}
