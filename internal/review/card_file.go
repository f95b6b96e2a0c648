package review

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/BurntSushi/toml"

	"goodmeasure/evidence"
)

// largestCard bounds the file of a card, in bytes.
const largestCard = 8 << 20

// cardFile is a card as people write it in a file.
type cardFile struct {
	Version    int64               `toml:"version"`
	Summary    string              `toml:"summary"`
	Population string              `toml:"population"`
	Place      string              `toml:"place"`
	Design     string              `toml:"design"`
	Outcomes   []string            `toml:"outcomes"`
	Groups     []string            `toml:"groups"`
	Done       bool                `toml:"done"`
	Facets     map[string][]string `toml:"facets,omitempty"`
	Findings   []findingFile       `toml:"findings,omitempty"`
	Appraisals []appraisalFile     `toml:"appraisals,omitempty"`
}

type findingFile struct {
	ID        int64  `toml:"id,omitempty"`
	Text      string `toml:"text"`
	Quotation string `toml:"quotation"`
	Page      int    `toml:"page"`
}

type appraisalFile struct {
	Tool    string            `toml:"tool"`
	Rating  string            `toml:"rating"`
	Note    string            `toml:"note,omitempty"`
	Answers map[string]string `toml:"answers,omitempty"`
}

// WriteCard writes a card of a review as a file to be filled in and given to ReadCard. Its first lines say what the review
// knows of groups, outcomes and tools.
func WriteCard(to io.Writer, r evidence.Review, e evidence.Entry, card evidence.Card) error {
	f := cardFile{Version: card.Version, Summary: card.Summary, Population: card.Population, Place: card.Place, Design: card.Design,
		Outcomes: append([]string{}, card.Outcomes...), Groups: append([]string{}, card.Groups...), Done: card.Done, Facets: card.Facets}
	for _, k := range card.Findings {
		f.Findings = append(f.Findings, findingFile{k.ID, k.Text, k.Quotation, k.Page})
	}
	for _, a := range card.Appraisals {
		f.Appraisals = append(f.Appraisals, appraisalFile{a.Tool, a.Rating, a.Note, a.Answers})
	}
	var out bytes.Buffer
	say := func(what string, list []string) {
		fmt.Fprintf(&out, "# %s: %s\n", what, strings.Join(strings.Fields(strings.Join(list, ", ")), " "))
	}
	ids := func(groups []evidence.Group) (all []string) {
		for _, g := range groups {
			all = append(all, g.ID)
		}
		return all
	}
	say("Record "+e.ID, []string{e.Title})
	say("Groups of the review", ids(r.Groups))
	say("Outcomes of the review", ids(r.Outcomes))
	for _, facet := range r.Facets {
		say("Facet "+facet.ID, append([]string{facet.Title}, facet.Values...))
	}
	for _, tool := range evidence.Tools() {
		say("Appraisal by "+tool.ID, tool.Ratings)
	}
	if len(card.Findings) == 0 {
		out.WriteString("#\n# A finding stands at the end of the file, as many times as there are findings:\n#   [[findings]]\n#   text = \"What was found, in plain words.\"\n#   quotation = \"The document’s own words.\"\n#   page = 12\n")
	}
	out.WriteByte('\n')
	encoder := toml.NewEncoder(&out)
	encoder.Indent = ""
	if err := encoder.Encode(f); err != nil {
		return fmt.Errorf("writing the card: %w", err)
	}
	_, err := to.Write(out.Bytes())
	return err
}

// ReadCard reads a card from a file: TOML as WriteCard writes it, or JSON as cards are printed. What the program would not
// know what to do with is an error.
func ReadCard(from io.Reader) (evidence.Card, error) {
	text, err := io.ReadAll(io.LimitReader(from, largestCard+1))
	switch {
	case err != nil:
		return evidence.Card{}, fmt.Errorf("reading the card: %w", err)
	case len(text) > largestCard:
		return evidence.Card{}, fmt.Errorf("reading the card: it has more than %d bytes: expected one card", largestCard)
	}
	var card evidence.Card
	if bytes.HasPrefix(bytes.TrimSpace(text), []byte("{")) {
		err = readJSONCard(text, &card)
	} else {
		err = readTOMLCard(string(text), &card)
	}
	if err != nil {
		return evidence.Card{}, fmt.Errorf("reading the card: %w", err)
	}
	return card, nil
}

func readJSONCard(text []byte, card *evidence.Card) error {
	from := json.NewDecoder(bytes.NewReader(text))
	from.DisallowUnknownFields()
	if err := from.Decode(card); err != nil {
		return fmt.Errorf("%w; expected a card as `goodmeasure review card --json` prints it", err)
	}
	if from.More() {
		return errors.New("something follows the card: expected one card")
	}
	return nil
}

func readTOMLCard(text string, card *evidence.Card) error {
	var f cardFile
	read, err := toml.Decode(text, &f)
	if err != nil {
		return fmt.Errorf("%w; `goodmeasure review card --toml` prints one to be filled in", err)
	}
	if unknown := read.Undecoded(); len(unknown) > 0 {
		return fmt.Errorf("there is no field %q: `goodmeasure review card --toml` prints a card with those there are", unknown[0])
	}
	card.Version = f.Version
	card.CardText = evidence.CardText{Summary: f.Summary, Population: f.Population, Place: f.Place, Design: f.Design, Outcomes: f.Outcomes, Groups: f.Groups, Facets: f.Facets, Done: f.Done}
	for _, k := range f.Findings {
		card.Findings = append(card.Findings, evidence.KeyFinding{ID: k.ID, Text: k.Text, Quotation: k.Quotation, Page: k.Page})
	}
	for _, a := range f.Appraisals {
		card.Appraisals = append(card.Appraisals, evidence.Appraisal{Tool: a.Tool, Rating: a.Rating, Note: a.Note, Answers: a.Answers})
	}
	return nil
}
