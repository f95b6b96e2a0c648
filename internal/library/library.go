// Package library holds what a person does with a library of records: to check and import files of them, to find and to
// hand on. It decides nothing about how records are read or kept, and prints nothing.
package library
