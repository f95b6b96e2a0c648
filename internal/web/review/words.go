package review

import (
	"strings"

	"goodmeasure/citation"
	"goodmeasure/evidence"
	"goodmeasure/internal/review"
)

// stageWords name a stage.
func stageWords(s evidence.Stage) string {
	if s == evidence.FullText {
		return "full text"
	}
	return "title and abstract"
}

// outcomeWords name what came of a record.
func outcomeWords(o evidence.Outcome) string {
	return map[evidence.Outcome]string{evidence.Unread: "not read yet", evidence.PartlyRead: "waits for another reader", evidence.Included: "let in",
		evidence.Excluded: "left out", evidence.Conflicted: "readers disagree"}[o]
}

var styleWords = map[citation.Style]string{citation.Harvard: "Harvard", citation.APA: "APA", citation.Vancouver: "Vancouver"}

var partWords = map[review.Part]string{review.All: "all records", review.LetIn: "let in by title and abstract", review.Reports: "works in the review",
	review.Turned: "left out", review.Undecided: "not decided by title and abstract"}

// lines takes a text apart into its lines that say something.
func lines(text string) (all []string) {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}
