package definition

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"goodmeasure/study"
)

// Write writes a definition as a file that Read reads back to the same, with comments that say what each key does; those
// beside an indicator come from the known ones.
func Write(d *study.Definition, known []study.Indicator) []byte {
	w := &writer{known: known}
	w.whole(d)
	return w.Bytes()
}

func (w *writer) whole(d *study.Definition) {
	w.comment("A definition of good in children's social care.",
		"Edit it, check it with `goodmeasure define check`, and keep it: two definitions can be compared line by line.",
		"What stands behind a # is for readers only. docs/definition.md explains every key.")
	w.blank()
	w.text("name", d.Name)
	w.text("whose", d.Whose)
	w.text("because", d.Because)
	w.combine(d.Combine)
	w.groups(d.Groups)
	w.comment("", "What counts. direction says which way is better, weight how much it counts: 2 is twice as much as 1. Worth adding:",
		`because = "why it counts", weight_by = "whose weight it is", and how sure they are: weight_low and weight_high.`)
	for _, c := range d.Indicators {
		w.criterion(c)
	}
	w.vary(d.Vary)
}

type writer struct {
	bytes.Buffer
	known []study.Indicator
}

func (w *writer) blank() { w.WriteByte('\n') }

// comment writes lines of comment; an empty one is a blank line.
func (w *writer) comment(lines ...string) {
	for _, line := range lines {
		if line != "" {
			w.WriteString("# " + line)
		}
		w.blank()
	}
}

// quoted is text as a TOML string. JSON's escapes are TOML's, but for the delete character, which only TOML refuses.
func quoted(text string) string {
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	out.SetEscapeHTML(false)
	if err := out.Encode(text); err != nil {
		panic("definition: a string cannot be quoted: " + err.Error())
	}
	return strings.ReplaceAll(strings.TrimSuffix(b.String(), "\n"), "\x7f", `\u007f`)
}

// text, number and the others write a key, unless it would say nothing.
func (w *writer) text(key, value string) {
	if value != "" {
		fmt.Fprintf(w, "%s = %s\n", key, quoted(value))
	}
}

func (w *writer) number(key string, value study.Number) {
	if value != 0 {
		fmt.Fprintf(w, "%s = %v\n", key, value)
	}
}

func (w *writer) truth(key string, value bool) {
	if value {
		fmt.Fprintf(w, "%s = true\n", key)
	}
}

func (w *writer) numbers(key string, values []study.Number) {
	var all []string
	for _, v := range values {
		all = append(all, v.String())
	}
	if len(all) > 0 {
		fmt.Fprintf(w, "%s = [%s]\n", key, strings.Join(all, ", "))
	}
}

func (w *writer) combine(c study.Combination) {
	w.comment("", "How the indicators become one score.")
	w.WriteString("[combine]\n")
	w.comment("How figures in different units are put on one scale, on which more is always better:")
	options(w, study.Normalisations)
	w.text("normalisation", string(c.Normalisation))
	w.comment("What minmax gives to the worst and the best.")
	w.numbers("scale", c.Scale[:])
	w.text("reference", c.Reference)
	w.comment("How several values become one:")
	options(w, study.Aggregations)
	w.text("aggregation", string(c.Aggregation))
	w.number("power", c.Power)
	w.comment("What is done about outliers:")
	options(w, study.Treatments)
	w.text("treatment", string(c.Treatment))
	w.comment("What is done about gaps:")
	options(w, study.Imputations)
	w.text("imputation", string(c.Imputation))
	w.text("impute_by", string(c.ImputeBy))
	w.number("carry_years", study.Number(c.CarryYears))
	w.comment("The least share of the indicators that an authority must have figures on to get a score.")
	fmt.Fprintf(w, "least_share = %v\n", c.LeastShare)
	w.comment("Whether figures that rest on few children are drawn towards the mean.")
	fmt.Fprintf(w, "shrinkage = %v\n", c.Shrinkage)
}

func options[W interface {
	~string
	Words() string
}](w *writer, all []W) {
	for _, one := range all {
		w.comment(fmt.Sprintf("  %-13s %s", one, one.Words()))
	}
}

func (w *writer) weight(weight study.Weight) {
	fmt.Fprintf(w, "weight = %v\n", weight.Value)
	if weight.High != 0 {
		fmt.Fprintf(w, "weight_low = %v\n", weight.Low)
	}
	w.number("weight_high", weight.High)
	w.number("weight_sd", weight.SD)
	w.text("weight_by", weight.By)
}

func (w *writer) groups(groups []study.Group) {
	if len(groups) == 0 {
		w.comment("", "There are no groups: all indicators count side by side. To group them, write for each group",
			"  [[group]]", `  id = "outcomes"`, `  name = "Outcomes for children"`, "  weight = 1",
			`and group = "outcomes" for its indicators. Weights then count within a group; parent = "..." nests groups.`)
		return
	}
	w.comment("", `The groups. The weights of indicators count within their group; parent = "..." nests groups.`)
	for n, g := range groups {
		if n > 0 {
			w.blank()
		}
		w.WriteString("[[group]]\n")
		w.text("id", g.ID)
		w.text("name", g.Name)
		w.text("parent", g.Parent)
		w.weight(g.Weight)
		w.text("because", g.Because)
		w.text("aggregation", string(g.Aggregation))
	}
}

func (w *writer) criterion(c study.Criterion) {
	w.blank()
	if at := slices.IndexFunc(w.known, func(i study.Indicator) bool { return i.ID == c.ID }); at >= 0 {
		i := w.known[at]
		w.comment(fmt.Sprintf("%s (%s)", i.Name, i.Unit))
		if i.Direction == study.Contested {
			w.comment("People disagree which way is better:")
			for _, r := range i.Readings {
				w.comment(fmt.Sprintf("  %-13s %s", r.Direction, r.Because))
			}
		}
	}
	w.WriteString("[[indicator]]\n")
	w.text("id", c.ID)
	w.text("direction", string(c.Direction))
	w.weight(c.Weight)
	w.text("because", c.Because)
	w.text("group", c.Group)
	w.text("normalisation", string(c.Normalisation))
	w.numbers("goalposts", c.Goalposts)
	if c.Target != nil {
		fmt.Fprintf(w, "target = %v\n", *c.Target)
	}
	w.text("treatment", string(c.Treatment))
	w.number("period", study.Number(c.Period))
	w.number("years", study.Number(c.Years))
}

func (w *writer) vary(v study.Ranges) {
	w.comment("", "What a stress test varies: the choices that you would call reasonable, too. Leave a key out to hold to what is said above.")
	w.WriteString("[vary]\n")
	choices(w, "normalisation", v.Normalisations)
	choices(w, "aggregation", v.Aggregations)
	if len(v.Weights) > 0 {
		options(w, study.Weighings)
	}
	choices(w, "weights", v.Weights)
	if v.Concentration != 0 {
		w.comment("How near to the stated weights dirichlet stays: 1 is any weights at all, 10 is near them.")
	}
	w.number("concentration", v.Concentration)
	choices(w, "imputation", v.Imputations)
	choices(w, "treatment", v.Treatments)
	if v.LeaveOut != 0 {
		w.comment("How many indicators at most are left out at once.")
	}
	w.number("leave_out", study.Number(v.LeaveOut))
	choices(w, "may_leave_out", v.MayLeaveOut)
	if v.Readings {
		w.comment("Contested indicators are read both ways.")
	}
	w.truth("readings", v.Readings)
	if v.YearsBack != 0 {
		w.comment("Figures may be of up to so many years before.")
	}
	w.number("years_back", study.Number(v.YearsBack))
	if v.SamplingError {
		w.comment("Figures are drawn within their sampling error.")
	}
	w.truth("sampling_error", v.SamplingError)
	if v.Shrinkage {
		w.comment("With shrinkage, and without.")
	}
	w.truth("shrinkage", v.Shrinkage)
}

// choices writes a list of words.
func choices[W ~string](w *writer, key string, chosen []W) {
	var all []string
	for _, word := range chosen {
		all = append(all, quoted(string(word)))
	}
	if len(all) > 0 {
		fmt.Fprintf(w, "%s = [%s]\n", key, strings.Join(all, ", "))
	}
}
