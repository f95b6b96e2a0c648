package review

import (
	"encoding/json"
	"fmt"

	"goodmeasure/evidence"
)

// ActWords say what was done; of a decision, what it was.
func ActWords(a evidence.Act) string {
	if a.Subject == "decision" {
		return decisionWords(a)
	}
	subject, named := subjects[a.Subject]
	if !named {
		subject = "the " + a.Subject
	}
	return a.Verb + " " + subject
}

// subjects are what acts are about, as it stands after a verb.
var subjects = map[string]string{"records": "records", "membership": "works of the library", "search": "a search", "card": "the summary card",
	"attachment": "a full text", "duplicate": "a pair of duplicates", "tie": "a tie of a finding", "role": "somebody's role"}

func decisionWords(a evidence.Act) string {
	var d evidence.Decision
	for _, text := range []string{a.Before, a.After} {
		if text == "" {
			continue
		}
		if err := json.Unmarshal([]byte(text), &d); err != nil {
			return a.Verb + " a decision"
		}
	}
	stage := "title and abstract"
	if a.Stage == evidence.FullText {
		stage = "full text"
	}
	words := fmt.Sprintf("%s: %s, on %s", a.Verb, d.Verdict, stage)
	if d.Reason != "" {
		words += ", because of " + d.Reason
	}
	return words
}
