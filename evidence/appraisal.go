package evidence

import (
	"fmt"
	"slices"
)

// Tool is a way to judge how far a study can be believed. The questions and ratings are put in our own words; who rates
// studies should have the tool's own guidance beside them.
type Tool struct {
	ID        string     `json:"id"`
	Name      string     `json:"name"`
	About     string     `json:"about"`
	Source    string     `json:"source"`
	Questions []Question `json:"questions,omitempty"`
	Ratings   []string   `json:"ratings"` // the weakest first
}

// Question is something that a tool asks of a study.
type Question struct {
	ID   string `json:"id"`
	Text string `json:"text"`
}

// Answers are what a tool's question can be answered by.
func Answers() []string { return []string{"yes", "partly", "no", "cannot tell"} }

// Tools are the tools that a study can be appraised by.
func Tools() []Tool {
	return []Tool{
		{"mmat", "Mixed Methods Appraisal Tool (2018)", "For reviews that hold qualitative, quantitative and mixed studies.",
			"Hong and others (2018), Education for Information 34, 285-291", []Question{
				{"question", "Is the research question clear?"},
				{"data", "Do the data answer it?"},
				{"design", "Does the design suit the question?"},
				{"sample", "Does the sample stand for those it speaks of, or is who was chosen explained?"},
				{"measures", "Are measures, or the way of gathering accounts, fit for the purpose?"},
				{"complete", "Are the data complete, or is what is missing dealt with?"},
				{"analysis", "Do the findings follow from the data?"},
			}, []string{"low", "moderate", "high"}},
		{"sms", "Maryland Scientific Methods Scale", "For studies of the effect of a programme: how well it is set apart from what would have happened anyway.",
			"Sherman and others (1998), National Institute of Justice", nil,
			[]string{"1 a link at one time", "2 before and after, nobody to compare with", "3 before and after, with a comparable group",
				"4 several groups, other influences controlled for", "5 groups drawn at random"}},
		{"foundations", "Foundations (formerly EIF) strength of evidence", "For programmes for children and families.",
			"Early Intervention Foundation, now Foundations", nil,
			[]string{"0 not yet said how it should work", "1 said how it should work", "2 first signs that outcomes improve",
				"3 one rigorous study finds an effect", "4 several rigorous studies find an effect that lasts"}},
		{"cerqual", "GRADE-CERQual", "For a finding that rests on several qualitative studies: how much confidence to have in it.",
			"Lewin and others (2018), Implementation Science 13 (supplement 1)", []Question{
				{"limits", "Are the studies' methods sound enough for this finding?"},
				{"coherence", "Does the finding fit the data of all the studies?"},
				{"adequacy", "Are there enough data, and rich enough?"},
				{"relevance", "Were the studies done in places and with people like those asked about?"},
			}, []string{"very low", "low", "moderate", "high"}},
	}
}

// ToolOf finds a tool by its id.
func ToolOf(id string) (Tool, bool) {
	tools := Tools()
	at := slices.IndexFunc(tools, func(t Tool) bool { return t.ID == id })
	if at < 0 {
		return Tool{}, false
	}
	return tools[at], true
}

// CheckAppraisals tells whether appraisals keep to their tools.
func CheckAppraisals(appraisals []Appraisal) error {
	seen := map[string]bool{}
	for _, a := range appraisals {
		tool, known := ToolOf(a.Tool)
		switch {
		case !known:
			return fmt.Errorf("there is no tool of appraisal %q", a.Tool)
		case seen[a.Tool]:
			return fmt.Errorf("the study is appraised by %s twice", tool.Name)
		case a.Rating != "" && !slices.Contains(tool.Ratings, a.Rating):
			return fmt.Errorf("%s has no rating %q: expected one of %q", tool.Name, a.Rating, tool.Ratings)
		}
		seen[a.Tool] = true
		for question, answer := range a.Answers {
			if !slices.ContainsFunc(tool.Questions, func(q Question) bool { return q.ID == question }) {
				return fmt.Errorf("%s asks no question %q", tool.Name, question)
			}
			if !slices.Contains(Answers(), answer) {
				return fmt.Errorf("%s: the answer is %q: expected one of %q", tool.Name, answer, Answers())
			}
		}
	}
	return nil
}
