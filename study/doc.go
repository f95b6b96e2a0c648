// Package study holds the field's own nouns: authority, indicator, observation, period, inspection, definition,
// finding. It is plain data and the rules that belong to it; it reads and writes nothing, and uses the standard
// library only. Every other package speaks in these words.
package study
