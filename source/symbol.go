package source

import (
	"fmt"
	"strings"

	"goodmeasure/study"
	"goodmeasure/table"
)

// Era is a time in which publications wrote missing figures with the same symbols. One letter means different things
// in different eras: x was "suppressed" until 2017 and is "not available" since.
type Era int

// The eras.
const (
	CurrentEra Era = iota // explore education statistics, since 2018
	EarlyEra              // statistical first releases, to 2017
	LAITEra               // the local authority interactive tool: one dash, whatever the cause
)

var symbols = [...]map[string]study.Status{
	CurrentEra: {
		"c": study.Suppressed, "k": study.RoundsToZero, "low": study.RoundsToZero, "u": study.LowReliable,
		"x": study.Unavailable, ":": study.Unavailable, "z": study.NotApplicable,
	},
	EarlyEra: {
		"x": study.Suppressed, ".": study.NotApplicable, "..": study.Unavailable, "-": study.RoundsToZero,
	},
	LAITEra: {
		"-": study.Unexplained, "–": study.Unexplained,
	},
}

var symbolWords = [...]string{
	CurrentEra: "c, k, low, u, x, z or :",
	EarlyEra:   "x, ., .. or -",
	LAITEra:    "-",
}

// Symbol tells what a missing-value symbol of the era means, in either case and with or without the square brackets
// that newer releases put round it.
func Symbol(text string, era Era) (study.Status, bool) {
	bare := strings.ToLower(strings.TrimSpace(text))
	if inner, bracketed := strings.CutPrefix(bare, "["); bracketed {
		bare = strings.TrimSuffix(inner, "]")
	}
	status, known := symbols[era][bare]
	return status, known
}

// Figure reads a cell: a number with status Published, or Missing with the reason that the era's symbol gives. An empty
// cell is missing without a reason. Numbers lose the tail that binary storage leaves, so 18.399999999999999 is 18.4.
func Figure(text string, era Era) (study.Number, study.Status, error) {
	if strings.TrimSpace(text) == "" {
		return study.Missing, study.Unexplained, nil
	}
	if status, known := Symbol(text, era); known {
		return study.Missing, status, nil
	}
	value, err := table.Number(text)
	if err != nil {
		return study.Missing, "", fmt.Errorf("%q is neither a figure nor one of the symbols %s", text, symbolWords[era])
	}
	return study.Number(table.Tidy(value)), study.Published, nil
}
