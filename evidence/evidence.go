// Package evidence holds the nouns of what is known: the records of a library, the reviews that screen and summarise
// them, and what was decided about each by whom. It knows no file format, no database and no page.
package evidence
