// Package power says what a study of a given size could have found, so that "no association" is never left bare: the
// smallest correlation or odds ratio that would be detected, and whether an estimate is shown to be negligible.
package power
