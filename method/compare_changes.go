package method

import (
	"fmt"
	"strings"

	"goodmeasure/study"
)

// calledIn gives an indicator's name in an edition, as it stands in a sentence.
func calledIn(edition *study.Edition) func(id string) string {
	return func(id string) string {
		if i, found := edition.Indicator(id); found {
			return "“" + i.Name + "”"
		}
		return id
	}
}

// changes says in words what is different in a part, with indicators as they are called.
func changes(a, b *study.Definition, part DefinitionPart, called func(id string) string) []string {
	from := hybrid(a, b, func(DefinitionPart) bool { return false })
	to := hybrid(a, b, func(p DefinitionPart) bool { return p == part })
	var said []string
	say := func(of string, x, y any) {
		if before, after := settingWords(x), settingWords(y); before != after {
			said = append(said, fmt.Sprintf("%s: %s instead of %s", of, after, before))
		}
	}
	group := func(g study.Group) string {
		if g.Name != "" {
			return "the group “" + g.Name + "”"
		}
		return "the group " + g.ID
	}
	stands := func(of, where, before, after string) {
		if before != after {
			said = append(said, fmt.Sprintf("%s is %s %s instead of %s", of, where, after, before))
		}
	}
	within := func(d *study.Definition, id, none string) string {
		if g, found := groupOf(d, id); found {
			return group(g)
		}
		return orElse(id, none)
	}
	for _, g := range from.Groups {
		other, there := groupOf(to, g.ID)
		if !there {
			said = append(said, group(g)+" is out")
			continue
		}
		stands(group(g), "part of", within(from, g.Parent, "the whole"), within(to, other.Parent, "the whole"))
		say(group(g)+", weight", g.Value, other.Value)
		say(group(g)+", aggregation", inFull(g.Aggregation), inFull(other.Aggregation))
	}
	for _, g := range to.Groups {
		if _, there := groupOf(from, g.ID); !there {
			said = append(said, group(g)+" is in")
		}
	}
	for _, c := range from.Indicators {
		other, there := to.Criterion(c.ID)
		if !there {
			said = append(said, called(c.ID)+" is out")
			continue
		}
		name := called(c.ID)
		stands(name, "in", within(from, c.Group, "no group"), within(to, other.Group, "no group"))
		say(name+", better is", string(c.Direction), string(other.Direction))
		say(name+", period", c.Period, other.Period)
		say(name+", years", c.Years, other.Years)
		say(name+", treatment", string(c.Treatment), string(other.Treatment))
		say(name+", normalisation", inFull(c.Normalisation), inFull(other.Normalisation))
		say(name+", goalposts", c.Goalposts, other.Goalposts)
		say(name+", target", c.Target, other.Target)
		say(name+", weight", c.Value, other.Value)
	}
	for _, c := range to.Indicators {
		if _, there := from.Criterion(c.ID); !there {
			said = append(said, called(c.ID)+" is in")
		}
	}
	x, y := from.Combine, to.Combine
	for _, one := range []struct {
		of   string
		x, y any
	}{{"normalisation", inFull(x.Normalisation), inFull(y.Normalisation)}, {"scale", x.Scale[:], y.Scale[:]}, {"reference", x.Reference, y.Reference},
		{"aggregation", inFull(x.Aggregation), inFull(y.Aggregation)}, {"power", x.Power, y.Power}, {"treatment", string(x.Treatment), string(y.Treatment)},
		{"imputation", string(x.Imputation), string(y.Imputation)}, {"impute_by", string(x.ImputeBy), string(y.ImputeBy)},
		{"carry_years", x.CarryYears, y.CarryYears}, {"least_share", x.LeastShare, y.LeastShare}, {"shrinkage", x.Shrinkage, y.Shrinkage}} {
		say(one.of, one.x, one.y)
	}
	return said
}

// inFull is a way to combine as a definition's file has it, with what it does.
func inFull[T interface {
	~string
	Words() string
}](way T) string {
	if way == "" {
		return ""
	}
	return string(way) + " (" + way.Words() + ")"
}

// settingWords shows a setting as a definition's file has it.
func settingWords(x any) string {
	switch v := x.(type) {
	case string:
		if v == "" {
			return "none of its own"
		}
		return v
	case study.Number:
		return v.String()
	case study.Period:
		if v == 0 {
			return "the newest"
		}
		return fmt.Sprint(int(v))
	case *study.Number:
		if v == nil {
			return "none"
		}
		return v.String()
	case []study.Number:
		var parts []string
		for _, n := range v {
			parts = append(parts, n.String())
		}
		return "[" + strings.Join(parts, ", ") + "]"
	}
	return fmt.Sprint(x)
}
