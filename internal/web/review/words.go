package review

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"goodmeasure/citation"
	"goodmeasure/evidence"
	"goodmeasure/internal/review"
)

// capital makes the first letter a capital.
func capital(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// sentence makes a message a sentence: a capital first, a full stop last.
func sentence(text string) string {
	text = capital(text)
	if !strings.HasSuffix(text, ".") {
		text += "."
	}
	return text
}

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
