package review

import (
	"encoding/json"
	"fmt"

	"goodmeasure/evidence"
)

// ActWords say what was done in a review of these terms; of a decision, what it was.
func ActWords(a evidence.Act, terms evidence.Terms) string {
	if a.Subject == "decision" {
		return decisionWords(a, terms)
	}
	subject, named := subjects[a.Subject]
	if !named {
		subject = "the " + a.Subject
	}
	return a.Verb + " " + subject
}

// subjects are what acts are about, as it stands after a verb.
var subjects = map[string]string{"records": "records", "membership": "works of the library", "search": "a search", "card": "the summary card",
	"attachment": "a full text", "duplicate": "a pair of records", "tie": "a tie of a finding", "role": "somebody’s role", "work": "what was done before anybody had an account"}

func decisionWords(a evidence.Act, terms evidence.Terms) string {
	text := a.After
	if text == "" { // taken back
		text = a.Before
	}
	var d evidence.Decision
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		return a.Verb + " a decision"
	}
	stage := "title and abstract"
	if a.Stage == evidence.FullText {
		stage = "full text"
	}
	words := fmt.Sprintf("%s: %s, on %s", a.Verb, d.Verdict, stage)
	if d.Reason != "" {
		words += ", for the reason “" + reasonText(d.Reason, terms) + "”"
	}
	return words
}

// reasonText is how the terms put a reason; a reason that they have no more goes by its id.
func reasonText(id string, terms evidence.Terms) string {
	for _, r := range terms.Reasons {
		if r.ID == id {
			return r.Text
		}
	}
	return id
}
