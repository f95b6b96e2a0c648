package main

// libraryCommand is what is done with a library of records.
type libraryCommand struct {
	Import libraryImportCommand `cmd:"" help:"Read files of records: RIS, PubMed, Web of Science, EndNote, BibTeX, CSL-JSON, tables, MARC."`
}
